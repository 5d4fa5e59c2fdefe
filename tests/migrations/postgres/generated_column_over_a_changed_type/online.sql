-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP COLUMN double;

ALTER TABLE items ALTER COLUMN price TYPE bigint;

ALTER TABLE items ADD COLUMN double integer GENERATED ALWAYS AS (price * 2) STORED;

