-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  number TEXT NOT NULL,
  name TEXT,
  PRIMARY KEY (number)
);

INSERT INTO rowtype_new_users (rowid, number, name)
SELECT rowid, number, name
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
