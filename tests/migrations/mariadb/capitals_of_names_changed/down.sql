-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN firstName TO firstname;

ALTER TABLE users RENAME INDEX firstName TO firstname;
