-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN about TO bio;

ALTER TABLE users RENAME INDEX about TO bio;
