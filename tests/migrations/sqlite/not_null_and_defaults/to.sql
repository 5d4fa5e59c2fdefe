CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  -- @backfill 'nobody'
  name TEXT NOT NULL,
  visits INTEGER NOT NULL DEFAULT 0,
  role TEXT DEFAULT 'guest'
);
