-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL
);

INSERT INTO rowtype_new_users (id, email)
SELECT id, email
FROM users;

-- DANGER: every value of users.login is lost.
DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;
