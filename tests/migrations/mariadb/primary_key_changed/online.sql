-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (b, c(10)),
  ALGORITHM=INPLACE, LOCK=NONE;

