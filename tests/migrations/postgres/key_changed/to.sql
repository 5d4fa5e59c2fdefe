CREATE TABLE users (
  id bigint NOT NULL UNIQUE,
  number integer PRIMARY KEY
);
CREATE TABLE notes (
  id bigint PRIMARY KEY,
  user_id bigint REFERENCES users (id)
);
