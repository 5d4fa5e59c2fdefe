-- Back again.

ALTER TABLE users RENAME COLUMN about TO bio;

DROP INDEX users_about;

CREATE INDEX users_bio ON users (lower(bio)) WHERE bio IS NOT NULL;
