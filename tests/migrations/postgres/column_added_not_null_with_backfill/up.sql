-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ADD COLUMN login text;

UPDATE users SET login = lower(email);

ALTER TABLE users ALTER COLUMN login SET NOT NULL;

ALTER TABLE users ADD CONSTRAINT users_login_key UNIQUE (login);
