-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users_ (
  id INTEGER PRIMARY KEY,
  name TEXT,
  UNIQUE (name)
);

INSERT INTO rowtype_new_users_ (id, name)
SELECT id, name
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users_ RENAME TO users;

CREATE TABLE rowtype_new_rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT,
  UNIQUE (name)
);

INSERT INTO rowtype_new_rowtype_new_users (id, name)
SELECT id, name
FROM rowtype_new_users;

DROP TABLE rowtype_new_users;

ALTER TABLE rowtype_new_rowtype_new_users RENAME TO rowtype_new_users;
