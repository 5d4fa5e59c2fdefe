-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c
  DROP FOREIGN KEY c_ibfk_1,
  DROP FOREIGN KEY b,
  DROP FOREIGN KEY d,
  ALGORITHM=INSTANT;

ALTER TABLE c
  DROP INDEX p_id,
  DROP INDEX d,
  ALGORITHM=NOCOPY, LOCK=NONE;

