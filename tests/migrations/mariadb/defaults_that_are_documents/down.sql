-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN a json;

-- DANGER: every value of t.b, t.c is lost.
ALTER TABLE t
  DROP COLUMN b,
  DROP COLUMN c;
