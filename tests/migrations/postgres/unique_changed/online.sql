-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_email_key;

ALTER TABLE users ADD CONSTRAINT one_login UNIQUE NULLS NOT DISTINCT (login);

ALTER TABLE users ADD CONSTRAINT one_each UNIQUE (team, login) INCLUDE (email);

