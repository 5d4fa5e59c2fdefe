-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX a,
  DROP INDEX a_2,
  RENAME INDEX a_3 TO a_2,
  ADD INDEX a (a, c),
  ALGORITHM=NOCOPY, LOCK=NONE;

