-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items RENAME COLUMN cost TO price;

ALTER TABLE items ALTER COLUMN price TYPE integer USING price::integer;

