-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  login TEXT NOT NULL,
  UNIQUE (login)
);

INSERT INTO rowtype_new_users (id, name, login)
SELECT id, name, coalesce((SELECT logins.login FROM logins WHERE logins.user_id = users.id), 'user' || id)
FROM users;

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

DROP TABLE logins;
