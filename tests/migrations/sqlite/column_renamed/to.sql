CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- @was bio
  about TEXT CHECK (length(about) < 500)
);
CREATE INDEX users_about ON users (lower(about)) WHERE about IS NOT NULL;
