-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users
  MODIFY COLUMN id int NOT NULL,
  MODIFY COLUMN name text NOT NULL,
  ADD COLUMN bio text;

CREATE OR REPLACE VIEW v AS SELECT * FROM users;
