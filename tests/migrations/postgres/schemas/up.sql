-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE SCHEMA log;

ALTER TABLE app.users ADD COLUMN email text;

ALTER TABLE app.users ALTER COLUMN name SET DEFAULT '';

UPDATE app.users SET name = '' WHERE name IS NULL;

ALTER TABLE app.users ALTER COLUMN name SET NOT NULL;

CREATE TABLE log.lines (
  id bigint NOT NULL,
  user_id bigint,
  CONSTRAINT lines_pkey PRIMARY KEY (id),
  CONSTRAINT lines_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users (id)
);

CREATE INDEX lines_user ON log.lines (user_id);
