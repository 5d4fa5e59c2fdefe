-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX s,
  DROP COLUMN s,
  DROP COLUMN v,
  ALGORITHM=NOCOPY, LOCK=NONE;

-- DANGER: every value of t.a is lost.
ALTER TABLE t DROP COLUMN a, ALGORITHM=INSTANT;

