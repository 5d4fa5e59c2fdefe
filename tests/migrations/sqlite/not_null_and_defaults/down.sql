-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT,
  visits INTEGER DEFAULT 0,
  role TEXT NOT NULL DEFAULT 'member'
);

INSERT INTO rowtype_new_users (id, name, visits, role)
SELECT id, name, visits, coalesce(role, 'member')
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
