-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE t RENAME COLUMN c TO a;
