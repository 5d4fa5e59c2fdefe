-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- LOCK: nobody works on a while it is written anew, since it inherits from a table or another one does from it.
ALTER TABLE a ALTER COLUMN n TYPE bigint;

