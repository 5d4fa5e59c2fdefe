-- Back again.
SET SESSION lock_wait_timeout = 5;

DROP VIEW v;

-- DANGER: every value of users.bio is lost.
ALTER TABLE users DROP COLUMN bio;

CREATE VIEW v AS SELECT * FROM users;
