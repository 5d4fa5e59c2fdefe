-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ALTER INDEX one NOT IGNORED,
  ALTER INDEX two IGNORED;
