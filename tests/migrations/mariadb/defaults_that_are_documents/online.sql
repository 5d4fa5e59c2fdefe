-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

UPDATE t SET a = (json_object('a', 1)) WHERE a IS NULL;

ALTER TABLE t
  MODIFY COLUMN a json NOT NULL DEFAULT (json_object('a', 1)),
  ADD COLUMN b longtext CHECK (json_valid(b)),
  ADD COLUMN c json DEFAULT '[]',
  ALGORITHM=INPLACE, LOCK=NONE;

