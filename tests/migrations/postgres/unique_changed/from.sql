CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text UNIQUE,
  login text,
  team integer
);
