-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT,
  bio TEXT,
  UNIQUE (name),
  CHECK (bio <> '')
);

INSERT INTO rowtype_new_users (id, name, bio)
SELECT id, name, (SELECT profiles.bio FROM profiles WHERE profiles.user_id = users.id)
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

CREATE TABLE rowtype_new_profiles (
  user_id INTEGER PRIMARY KEY,
  site TEXT,
  FOREIGN KEY (user_id) REFERENCES users (id)
);

INSERT INTO rowtype_new_profiles (user_id, site)
SELECT user_id, site
FROM profiles;

DROP TABLE profiles;

ALTER TABLE rowtype_new_profiles RENAME TO profiles;
