-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_profiles (
  user_id INTEGER PRIMARY KEY,
  site TEXT,
  bio TEXT,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  UNIQUE (bio)
);

INSERT INTO rowtype_new_profiles (user_id, site, bio)
SELECT user_id, site, (SELECT users.bio FROM users WHERE users.id = profiles.user_id)
FROM profiles;

DROP TABLE profiles;

ALTER TABLE rowtype_new_profiles RENAME TO profiles;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, coalesce(name, '')
FROM users;

-- DANGER: every value of users.bio that no row of profiles belongs to is lost.
DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
