-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a varchar(36),
  MODIFY COLUMN b varchar(40);
