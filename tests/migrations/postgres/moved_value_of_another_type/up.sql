-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TABLE ranks (
  user_id integer NOT NULL,
  level integer NOT NULL,
  CONSTRAINT ranks_pkey PRIMARY KEY (user_id),
  CONSTRAINT ranks_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO ranks (user_id, level)
SELECT id, level::integer
FROM users
ORDER BY id;

ALTER TABLE users DROP COLUMN level;
