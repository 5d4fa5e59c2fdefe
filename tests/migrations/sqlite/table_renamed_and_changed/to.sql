-- @was people
CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- @was mail
  -- @backfill 'none'
  email TEXT NOT NULL,
  UNIQUE (email)
);
