-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

ALTER TABLE people RENAME TO users;

ALTER TABLE users RENAME COLUMN mail TO email;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  UNIQUE (email)
);

INSERT INTO rowtype_new_users (id, email)
SELECT id, coalesce(email, 'none')
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
