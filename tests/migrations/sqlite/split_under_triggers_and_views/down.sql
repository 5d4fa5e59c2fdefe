-- Back again.
PRAGMA foreign_keys = OFF;

DROP INDEX users_bio;

DROP VIEW bios;

DROP TRIGGER users_told;

ALTER TABLE users ADD COLUMN bio TEXT;

UPDATE users SET bio = (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id);

CREATE INDEX users_bio ON users (bio);

DROP TABLE profiles;

CREATE VIEW bios AS SELECT id, bio FROM users;

CREATE TRIGGER users_told AFTER UPDATE ON users BEGIN INSERT INTO log VALUES ('update'); END;
