CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE
);
CREATE VIEW names AS SELECT name FROM users;
CREATE TRIGGER users_named AFTER UPDATE OF name ON users BEGIN UPDATE notes SET id = id WHERE user_id = OLD.id; END;
CREATE TRIGGER notes_made AFTER INSERT ON notes BEGIN UPDATE users SET name = name WHERE id = NEW.user_id; END;
CREATE INDEX users_name ON users (name);
