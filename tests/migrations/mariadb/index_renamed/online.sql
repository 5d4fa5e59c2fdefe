-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  RENAME INDEX one TO first_of,
  RENAME INDEX two TO second_of,
  ALGORITHM=INSTANT;

