-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a int DEFAULT 4 INVISIBLE,
  MODIFY COLUMN b int,
  ALGORITHM=INSTANT;

