-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE base ADD COLUMN note text;

ALTER TABLE child ADD COLUMN more text;

-- LOCK: nobody works on child while it is written anew, since it inherits from a table or another one does from it.
ALTER TABLE child ALTER COLUMN extra TYPE bigint;

