CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- @was name
  title TEXT
);
CREATE TABLE log (name TEXT, title TEXT);
CREATE TRIGGER users_told AFTER INSERT ON users BEGIN INSERT INTO log (title) VALUES (NEW.title); END;
