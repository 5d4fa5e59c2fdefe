-- 
-- Written by `rowtype diff`; read it before it runs.
SET SESSION lock_wait_timeout = 5;

DROP VIEW v;

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio, ALGORITHM=INSTANT;

CREATE VIEW v AS SELECT id, name FROM users;

