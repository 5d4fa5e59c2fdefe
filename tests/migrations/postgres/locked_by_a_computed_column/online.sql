-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE items DROP COLUMN twice;

-- LOCK: nobody works on items while it is written anew, since twice is computed from n.
ALTER TABLE items ALTER COLUMN n TYPE bigint;

ALTER TABLE items ADD COLUMN twice integer GENERATED ALWAYS AS (n * 2) STORED;

