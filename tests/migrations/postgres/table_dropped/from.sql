CREATE TABLE users (
  id bigint PRIMARY KEY
);
CREATE TABLE notes (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users
);
CREATE TABLE marks (
  note_id bigint PRIMARY KEY REFERENCES notes
);
