-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE items RENAME COLUMN price TO net;
