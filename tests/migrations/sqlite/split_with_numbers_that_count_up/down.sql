-- Back again.
PRAGMA foreign_keys = OFF;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT,
  street TEXT,
  city TEXT,
  UNIQUE (street)
);

INSERT INTO rowtype_new_users (id, name, street, city)
SELECT id, name, (SELECT addresses.street FROM addresses WHERE addresses.user_id = users.id), (SELECT addresses.city FROM addresses WHERE addresses.user_id = users.id)
FROM users;

DELETE FROM sqlite_sequence WHERE name = 'rowtype_new_users';

INSERT INTO sqlite_sequence (name, seq) SELECT 'rowtype_new_users', seq FROM sqlite_sequence WHERE name = 'users';

DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

DROP TABLE addresses;
