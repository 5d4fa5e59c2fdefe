-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a varchar(9),
  DEFAULT CHARACTER SET latin1;
