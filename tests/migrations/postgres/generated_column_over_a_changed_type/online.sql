-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP COLUMN double;

-- LOCK: nobody works on items while it is written anew, since double is computed from price.
ALTER TABLE items ALTER COLUMN price TYPE bigint;

ALTER TABLE items ADD COLUMN double integer GENERATED ALWAYS AS (price * 2) STORED;

