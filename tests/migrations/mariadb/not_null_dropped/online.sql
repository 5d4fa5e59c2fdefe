-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a int,
  MODIFY COLUMN b timestamp NULL,
  ALGORITHM=INPLACE, LOCK=NONE;

