-- Written by `rowtype diff`; read it before it runs.

DROP INDEX users_bio;

DROP VIEW bios;

CREATE TABLE profiles (
  user_id INTEGER PRIMARY KEY,
  bio TEXT,
  FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO profiles (user_id, bio)
SELECT id, bio
FROM users
ORDER BY id;

CREATE INDEX users_bio ON profiles (bio);

ALTER TABLE users DROP COLUMN bio;

CREATE VIEW bios AS SELECT user_id AS id, bio FROM profiles;

CREATE TRIGGER profiles_told AFTER INSERT ON profiles BEGIN INSERT INTO log VALUES ('insert'); END;
