-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN n varchar(9),
  MODIFY COLUMN d varchar(20);
