CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE profiles (
  user_id bigint PRIMARY KEY REFERENCES users,
  bio text NOT NULL,
  website text
);
