CREATE TABLE users (
  id bigint PRIMARY KEY,
  bio text
);
CREATE VIEW cards AS SELECT id, bio FROM users;
