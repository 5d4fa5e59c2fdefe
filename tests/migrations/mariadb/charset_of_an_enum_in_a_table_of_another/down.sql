-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN e enum('ä', 'b') CHARACTER SET latin1,
  MODIFY COLUMN s set('x');
