CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE notes (
  id bigint PRIMARY KEY,
  user_id bigint REFERENCES users,
  other_id bigint
);
