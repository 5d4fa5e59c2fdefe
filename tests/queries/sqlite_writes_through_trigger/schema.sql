CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE VIEW shouted AS SELECT id, upper(name) AS loud FROM users;
CREATE TRIGGER shouted_insert INSTEAD OF INSERT ON shouted BEGIN
  INSERT INTO users (name) VALUES (new.loud);
END;
