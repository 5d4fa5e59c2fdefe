-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ADD COLUMN a int,
  ADD COLUMN b int;

-- DANGER: every value of t.c, t.d is lost.
ALTER TABLE t
  DROP COLUMN c,
  DROP COLUMN d;
