CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was bio
  about text
);
CREATE VIEW cards AS SELECT id, about FROM users;
