-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX p,
  MODIFY COLUMN p point;

-- DANGER: every value of t.g is lost.
ALTER TABLE t DROP COLUMN g;
