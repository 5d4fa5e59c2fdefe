CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  bio TEXT CHECK (length(bio) < 500)
);
CREATE INDEX users_bio ON users (lower(bio)) WHERE bio IS NOT NULL;
