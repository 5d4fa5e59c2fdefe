-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_name_check;

ALTER TABLE users DROP CONSTRAINT grown;

ALTER TABLE users DROP CONSTRAINT users_id_check;

ALTER TABLE users ADD CONSTRAINT users_name_check CHECK (length(name) BETWEEN 1 AND 80);

ALTER TABLE users ADD CONSTRAINT grown CHECK (age >= 21);

ALTER TABLE users ADD CONSTRAINT not_both CHECK (age IS NULL OR name <> 'x');
