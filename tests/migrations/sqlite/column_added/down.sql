-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, name
FROM users;

-- DANGER: every value of users.bio, users.visits is lost.
DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
