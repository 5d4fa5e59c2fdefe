-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN b json NOT NULL`.
ALTER TABLE t
  MODIFY COLUMN a longtext,
  MODIFY COLUMN b json NOT NULL;

