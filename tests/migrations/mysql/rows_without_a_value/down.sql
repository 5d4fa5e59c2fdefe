-- Back again.
SET SESSION lock_wait_timeout = 5;

-- DANGER: every value of t.a, t.b is lost.
ALTER TABLE t
  DROP COLUMN a,
  DROP COLUMN b;
