-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  DROP CONSTRAINT CONSTRAINT_1,
  MODIFY COLUMN state enum('a', 'b') NOT NULL DEFAULT 'a';
