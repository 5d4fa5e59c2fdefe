-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  visits INTEGER NOT NULL DEFAULT 0,
  role TEXT DEFAULT 'guest'
);

INSERT INTO rowtype_new_users (id, name, visits, role)
SELECT id, coalesce(name, 'nobody'), coalesce(visits, 0), role
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
