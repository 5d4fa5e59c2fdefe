-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX one,
  DROP INDEX two,
  ADD INDEX one (a),
  ADD INDEX two (b);
