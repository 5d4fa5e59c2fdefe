-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX one,
  DROP INDEX two,
  ADD INDEX one (b),
  ADD INDEX two (a),
  ALGORITHM=NOCOPY, LOCK=NONE;

