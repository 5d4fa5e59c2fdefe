CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  -- @backfill lower(email)
  login TEXT NOT NULL UNIQUE
);
