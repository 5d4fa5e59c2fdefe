-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_login_key;

-- DANGER: every value of users.login is lost.
ALTER TABLE users DROP COLUMN login;
