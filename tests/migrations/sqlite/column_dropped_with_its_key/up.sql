-- Written by `rowtype diff`; read it before it runs.
PRAGMA foreign_keys = OFF;

DROP VIEW names;

DROP TRIGGER notes_made;

CREATE TABLE rowtype_new_users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

INSERT INTO rowtype_new_users (id, name)
SELECT id, name
FROM users;

-- DANGER: every value of users.email is lost.
DROP TABLE users;

ALTER TABLE rowtype_new_users RENAME TO users;

CREATE INDEX users_name ON users (name);

CREATE VIEW names AS SELECT name FROM users;

CREATE TRIGGER users_named AFTER UPDATE OF name ON users BEGIN UPDATE notes SET id = id WHERE user_id = OLD.id; END;

CREATE TRIGGER notes_made AFTER INSERT ON notes BEGIN UPDATE users SET name = name WHERE id = NEW.user_id; END;
