-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP INDEX name,
  DROP INDEX twice,
  DROP COLUMN twice,
  DROP COLUMN name;
