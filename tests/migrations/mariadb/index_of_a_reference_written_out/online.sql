-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP INDEX p_id,
  ADD INDEX own (p_id, x),
  ALGORITHM=NOCOPY, LOCK=NONE;

