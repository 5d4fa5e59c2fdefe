-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP PRIMARY KEY,
  MODIFY COLUMN id int,
  ADD PRIMARY KEY (code),
  ALGORITHM=INPLACE, LOCK=NONE;

