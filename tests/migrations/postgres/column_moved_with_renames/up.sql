-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE app.people RENAME TO users;

ALTER TABLE app.users RENAME COLUMN uid TO id;

ALTER TABLE app.users RENAME COLUMN mail TO email;

ALTER TABLE app.users RENAME CONSTRAINT people_pkey TO users_pkey;

ALTER TABLE app.users ADD COLUMN last_login timestamptz;

UPDATE app.users SET last_login = (SELECT app.logins.last FROM app.logins WHERE app.logins.person = app.users.id);

ALTER TABLE app.users ALTER COLUMN last_login SET NOT NULL;

DROP TABLE app.logins;
