-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN price decimal(10,4) NOT NULL,
  MODIFY COLUMN at datetime(3);
