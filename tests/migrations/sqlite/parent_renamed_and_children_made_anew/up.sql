-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME COLUMN id TO number;

CREATE TABLE rowtype_new_users (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT ''
);

INSERT INTO rowtype_new_users (number, name)
SELECT number, coalesce(name, '')
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

CREATE TABLE rowtype_new_notes (
  id INTEGER PRIMARY KEY,
  by INTEGER NOT NULL,
  text TEXT,
  FOREIGN KEY (by) REFERENCES users (number)
);

INSERT INTO rowtype_new_notes (id, by, text)
SELECT id, by, text
FROM notes;

DROP TABLE notes;

ALTER TABLE rowtype_new_notes RENAME TO notes;
