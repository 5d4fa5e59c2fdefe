CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name text NOT NULL,
  bio text,
  website text
);
