-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  ADD COLUMN first varchar(20),
  ADD COLUMN last varchar(20);

UPDATE t SET first = substring_index(name, ' ', 1);

UPDATE t SET last = substring_index(name, ' ', -1);

ALTER TABLE t
  MODIFY COLUMN first varchar(20) NOT NULL,
  MODIFY COLUMN last varchar(20) NOT NULL;

-- DANGER: every value of t.name is lost.
ALTER TABLE t DROP COLUMN name;
