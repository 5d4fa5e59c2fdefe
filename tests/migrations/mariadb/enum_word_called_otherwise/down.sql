-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN state enum('new', 'old') DEFAULT 'new';
