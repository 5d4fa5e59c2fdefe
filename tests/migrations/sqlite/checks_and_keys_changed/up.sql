-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  team INTEGER,
  role TEXT NOT NULL DEFAULT 'a',
  CHECK (length(name) BETWEEN 1 AND 80),
  CHECK (role IN ('a', 'b', 'c')),
  CONSTRAINT one_each UNIQUE (team, role) ON CONFLICT REPLACE
);

INSERT INTO rowtype_new_users (id, name, team, role)
SELECT id, name, team, role
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
