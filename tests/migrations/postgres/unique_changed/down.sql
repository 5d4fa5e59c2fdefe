-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT one_login;

ALTER TABLE users DROP CONSTRAINT one_each;

ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
