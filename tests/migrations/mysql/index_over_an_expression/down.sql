-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX lowered,
  ADD INDEX lowered ((lower(name)));
