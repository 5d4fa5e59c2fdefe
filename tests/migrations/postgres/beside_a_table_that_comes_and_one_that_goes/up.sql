-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ALTER COLUMN id TYPE bigint;

CREATE TABLE new (
  id integer NOT NULL,
  user_id bigint NOT NULL,
  CONSTRAINT new_pkey PRIMARY KEY (id),
  CONSTRAINT new_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE VIEW known AS SELECT id FROM users;

COMMENT ON VIEW known IS 'Known.';

-- DANGER: every row of old is lost.
DROP TABLE old;
