CREATE TABLE users (
  id bigint PRIMARY KEY,
  bio text CHECK (length(bio) < 500)
);
CREATE INDEX users_bio ON users (lower(bio)) WHERE bio IS NOT NULL;
