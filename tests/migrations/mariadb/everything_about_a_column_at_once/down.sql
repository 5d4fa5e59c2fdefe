-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN b TO a;

ALTER TABLE t
  DROP INDEX b,
  MODIFY COLUMN a varchar(9),
  ADD INDEX a (a);
