-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

-- LOCK: nobody writes to users while it is copied for `MODIFY COLUMN name text NOT NULL`.
ALTER TABLE users
  MODIFY COLUMN id int NOT NULL,
  MODIFY COLUMN name text NOT NULL,
  ADD COLUMN bio text;

CREATE OR REPLACE VIEW v AS SELECT * FROM users;

