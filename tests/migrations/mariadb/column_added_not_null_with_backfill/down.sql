-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users DROP INDEX login;

-- DANGER: every value of users.login is lost.
ALTER TABLE users DROP COLUMN login;
