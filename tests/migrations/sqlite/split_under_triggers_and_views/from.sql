CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT);
CREATE TABLE log (what TEXT);
CREATE VIEW bios AS SELECT id, bio FROM users;
CREATE TRIGGER users_told AFTER UPDATE ON users BEGIN INSERT INTO log VALUES ('update'); END;
CREATE INDEX users_bio ON users (bio);
