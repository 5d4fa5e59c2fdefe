-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE c ADD INDEX b (b);
