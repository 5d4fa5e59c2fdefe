-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN rowtype_new_c int;

UPDATE t SET rowtype_new_c = c;

ALTER TABLE t
  MODIFY COLUMN b int,
  DROP COLUMN c,
  CHANGE COLUMN rowtype_new_c c int AFTER b;
