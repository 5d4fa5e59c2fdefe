-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c DROP FOREIGN KEY c_ibfk_1, ALGORITHM=INSTANT;

ALTER TABLE c
  DROP INDEX p_id,
  ADD INDEX p_id (p_id),
  ALGORITHM=NOCOPY, LOCK=NONE;

