-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  made_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

INSERT INTO rowtype_new_users (id, name, made_at)
SELECT id, name, '2026-01-01 00:00:00'
FROM users;

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_users';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_users', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
