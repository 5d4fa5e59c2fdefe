-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  login TEXT NOT NULL,
  UNIQUE (login)
);

INSERT INTO rowtype_new_users (id, email, login)
SELECT id, email, lower(email)
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
