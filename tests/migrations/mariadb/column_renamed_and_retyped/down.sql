-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users RENAME COLUMN age TO years;

ALTER TABLE users MODIFY COLUMN years smallint;
