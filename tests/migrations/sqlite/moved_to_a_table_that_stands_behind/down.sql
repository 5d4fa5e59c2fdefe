-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_profiles (
  user_id INTEGER PRIMARY KEY,
  bio TEXT,
  site TEXT,
  FOREIGN KEY (user_id) REFERENCES users (id),
  CHECK (bio <> '')
);

INSERT INTO rowtype_new_profiles (user_id, bio, site)
SELECT user_id, (SELECT users.bio FROM users WHERE users.id = profiles.user_id), site
FROM profiles;

DROP TABLE profiles;

ALTER TABLE rowtype_new_profiles RENAME TO profiles;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, name
FROM users;

-- DANGER: every value of users.bio that no row of profiles belongs to is lost.
DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
