-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t MODIFY COLUMN s set('a', 'b', 'c') NOT NULL DEFAULT 'a';
