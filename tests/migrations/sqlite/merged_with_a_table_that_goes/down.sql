-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE logins (
  user_id INTEGER PRIMARY KEY,
  login TEXT NOT NULL,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  UNIQUE (login)
);

INSERT INTO logins (user_id, login)
SELECT id, login
FROM users
ORDER BY id;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, name
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
