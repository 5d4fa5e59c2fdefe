-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN b inet6`.
ALTER TABLE t
  MODIFY COLUMN a uuid,
  MODIFY COLUMN b inet6;

