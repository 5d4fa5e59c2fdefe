-- Back again.
SET SESSION lock_wait_timeout = 5;

ALTER TABLE users ADD COLUMN bio text;

CREATE OR REPLACE VIEW v AS SELECT id, name, bio FROM users;
