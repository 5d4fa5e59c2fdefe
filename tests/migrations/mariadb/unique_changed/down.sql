-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX both_of,
  DROP INDEX a,
  RENAME INDEX b TO gone,
  ADD UNIQUE INDEX a (a),
  ADD UNIQUE INDEX both_of (a, b);
