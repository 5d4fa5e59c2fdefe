-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- LOCK: nobody works on items while it is written anew, since it has partitions or is one.
ALTER TABLE items ALTER COLUMN n TYPE bigint;

