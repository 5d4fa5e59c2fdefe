-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t ADD COLUMN rowtype_new_size int;

-- DANGER: every value of t.size is computed anew, as replace(size, 'cm', '').
UPDATE t SET rowtype_new_size = replace(size, 'cm', '');

ALTER TABLE t
  DROP CONSTRAINT CONSTRAINT_1,
  DROP INDEX size,
  DROP COLUMN size,
  CHANGE COLUMN rowtype_new_size size int NOT NULL AFTER id,
  ADD CONSTRAINT CONSTRAINT_1 CHECK (size <> 0),
  ADD UNIQUE INDEX size (size);
