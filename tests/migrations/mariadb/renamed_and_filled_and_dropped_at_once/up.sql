-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN a TO first;

ALTER TABLE t RENAME COLUMN b TO last;

ALTER TABLE t ADD COLUMN whole varchar(60);

UPDATE t SET first = '' WHERE first IS NULL;

UPDATE t SET whole = concat(first, ' ', last, ' ', gone);

ALTER TABLE t
  DROP INDEX gone,
  MODIFY COLUMN first varchar(20) NOT NULL DEFAULT '',
  MODIFY COLUMN last varchar(30),
  MODIFY COLUMN whole varchar(60) NOT NULL,
  ADD FULLTEXT INDEX whole (whole);

-- DANGER: every value of t.gone is lost.
ALTER TABLE t DROP COLUMN gone;
