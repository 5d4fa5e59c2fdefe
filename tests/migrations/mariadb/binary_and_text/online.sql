-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to t while it is copied for `MODIFY COLUMN c char(3)`.
ALTER TABLE t
  MODIFY COLUMN a varbinary(9),
  MODIFY COLUMN b varchar(9) CHARACTER SET latin1,
  MODIFY COLUMN c char(3);

