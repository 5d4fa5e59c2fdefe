CREATE TABLE users (
  id bigint PRIMARY KEY,
  number integer NOT NULL UNIQUE
);
CREATE TABLE notes (
  id bigint PRIMARY KEY,
  user_id bigint REFERENCES users (id)
);
