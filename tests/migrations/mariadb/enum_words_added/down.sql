-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t
  MODIFY COLUMN state ENUM('draft', 'open') NOT NULL DEFAULT 'draft',
  MODIFY COLUMN tags SET('a', 'b');
