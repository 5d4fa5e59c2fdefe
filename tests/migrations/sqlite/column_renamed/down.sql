-- Back again.

DROP INDEX users_about;

ALTER TABLE users RENAME COLUMN about TO bio;

CREATE INDEX users_bio ON users (lower(bio)) WHERE bio IS NOT NULL;
