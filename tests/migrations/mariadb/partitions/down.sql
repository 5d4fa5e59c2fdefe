-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX b,
  MODIFY COLUMN a int;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

-- DANGER: every row of u is lost.
DROP TABLE u;
