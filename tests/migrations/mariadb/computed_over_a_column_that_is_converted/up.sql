-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN rowtype_new_size int;

-- DANGER: every value of t.size is computed anew, as replace(size, 'cm', '').
UPDATE t SET rowtype_new_size = replace(size, 'cm', '');

ALTER TABLE t
  DROP COLUMN size,
  CHANGE COLUMN rowtype_new_size size int AFTER id;
