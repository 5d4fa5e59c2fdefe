CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE profiles (
  user_id INTEGER PRIMARY KEY REFERENCES users (id),
  -- @was users.bio
  bio TEXT
);
CREATE TABLE log (what TEXT);
CREATE VIEW bios AS SELECT user_id AS id, bio FROM profiles;
CREATE TRIGGER users_told AFTER UPDATE ON users BEGIN INSERT INTO log VALUES ('update'); END;
CREATE TRIGGER profiles_told AFTER INSERT ON profiles BEGIN INSERT INTO log VALUES ('insert'); END;
CREATE INDEX users_bio ON profiles (bio);
