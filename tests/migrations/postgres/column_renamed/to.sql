CREATE TABLE users (
  id bigint PRIMARY KEY,
  -- @was bio
  about text CHECK (length(about) < 500)
);
CREATE INDEX users_about ON users (lower(about)) WHERE about IS NOT NULL;
