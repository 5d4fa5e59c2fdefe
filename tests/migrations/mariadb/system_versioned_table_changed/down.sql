-- Back again.
SET SESSION lock_wait_timeout = 5;
SET SESSION system_versioning_alter_history = KEEP;

ALTER TABLE t
  DROP INDEX b,
  MODIFY COLUMN a int;

-- DANGER: every value of t.b, t.c is lost.
ALTER TABLE t
  DROP COLUMN b,
  DROP COLUMN c;
