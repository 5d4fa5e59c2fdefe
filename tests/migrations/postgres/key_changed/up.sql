-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE notes DROP CONSTRAINT notes_user_id_fkey;

ALTER TABLE users DROP CONSTRAINT users_pkey;

ALTER TABLE users DROP CONSTRAINT users_number_key;

ALTER TABLE users ADD CONSTRAINT users_id_key UNIQUE (id);

ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (number);

ALTER TABLE notes ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
