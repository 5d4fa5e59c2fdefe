-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `DROP PRIMARY KEY`.
ALTER TABLE t
  DROP PRIMARY KEY,
  MODIFY COLUMN a int;

