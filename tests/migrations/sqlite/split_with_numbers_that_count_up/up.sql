-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE addresses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL,
  street TEXT,
  city TEXT,
  UNIQUE (user_id),
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

INSERT INTO addresses (user_id, street, city)
SELECT id, street, city
FROM users
ORDER BY id;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, name
FROM users;

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_users';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_users', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
