-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP INDEX k,
  ADD INDEX k (p_id, x DESC) COMMENT 'new',
  ALGORITHM=NOCOPY, LOCK=NONE;

