CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- @was name
  full_name TEXT NOT NULL UNIQUE,
  -- @backfill substr(full_name, 1, 1)
  name TEXT NOT NULL
);
