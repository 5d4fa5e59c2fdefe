-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN bio text AFTER id, ALGORITHM=INSTANT;

CREATE OR REPLACE VIEW v AS SELECT * FROM users;

