-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  UNIQUE (name)
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, name
FROM users;

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_users';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_users', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

CREATE TABLE rowtype_new_notes (
  id INTEGER PRIMARY KEY,
  by INT NOT NULL,
  FOREIGN KEY (by) REFERENCES users (id)
);

INSERT INTO rowtype_new_notes (id, by)
SELECT id, by
FROM notes;

DROP TABLE notes;

ALTER TABLE rowtype_new_notes RENAME TO notes;

CREATE INDEX notes_by ON notes (by);
