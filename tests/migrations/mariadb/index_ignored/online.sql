-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ALTER INDEX one IGNORED,
  ALTER INDEX two NOT IGNORED,
  ALGORITHM=INSTANT;

