-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX a,
  DROP INDEX both_of,
  RENAME INDEX gone TO b,
  ADD UNIQUE INDEX both_of (b, a),
  ADD INDEX a (a),
  ALGORITHM=NOCOPY, LOCK=NONE;

