CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- @was logins.login
  -- @backfill 'user' || id
  login TEXT NOT NULL UNIQUE
);
