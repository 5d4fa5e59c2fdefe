-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users RENAME COLUMN about TO bio;

DROP VIEW cards;

CREATE VIEW cards AS SELECT id, bio FROM users;
