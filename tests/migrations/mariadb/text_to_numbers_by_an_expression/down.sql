-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP CONSTRAINT CONSTRAINT_1,
  MODIFY COLUMN size varchar(9),
  ADD CONSTRAINT CONSTRAINT_1 CHECK (size <> '');
