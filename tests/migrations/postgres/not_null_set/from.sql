CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text,
  visits integer DEFAULT 0
);
