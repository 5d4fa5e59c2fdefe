-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ADD COLUMN c int NOT NULL DEFAULT 1,
  ADD COLUMN d int,
  ALGORITHM=INSTANT;

-- DANGER: every value of t.a, t.b is lost.
ALTER TABLE t
  DROP COLUMN a,
  DROP COLUMN b,
  ALGORITHM=INSTANT;

