-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN a varchar(20) NOT NULL,
  DEFAULT CHARACTER SET latin1;
