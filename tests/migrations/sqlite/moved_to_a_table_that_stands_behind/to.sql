CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users (id), site TEXT);
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE,
  -- @was profiles.bio
  bio TEXT CHECK (bio <> '')
);
