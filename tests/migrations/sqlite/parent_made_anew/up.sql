-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  age INTEGER,
  CHECK (age > 0)
);

INSERT INTO rowtype_new_users (id, age)
SELECT id, age
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
