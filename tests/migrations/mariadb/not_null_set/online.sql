-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

UPDATE t SET a = 4 WHERE a IS NULL;

UPDATE t SET b = 'none' WHERE b IS NULL;

ALTER TABLE t
  MODIFY COLUMN a int NOT NULL DEFAULT 4,
  MODIFY COLUMN b varchar(9) NOT NULL,
  MODIFY COLUMN c int NOT NULL,
  ALGORITHM=INPLACE, LOCK=NONE;

