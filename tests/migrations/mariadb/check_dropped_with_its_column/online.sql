-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP CONSTRAINT pair,
  DROP CONSTRAINT CONSTRAINT_1,
  ALGORITHM=INSTANT;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b, ALGORITHM=INSTANT;

