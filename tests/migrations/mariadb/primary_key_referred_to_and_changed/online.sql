-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE p
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (k),
  ADD UNIQUE INDEX id (id),
  ALGORITHM=INPLACE, LOCK=NONE;

