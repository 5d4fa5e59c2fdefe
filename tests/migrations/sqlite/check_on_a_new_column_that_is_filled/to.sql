CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  -- @backfill coalesce(length(a), 0)
  n INTEGER CHECK (n IS NOT NULL AND n >= 0)
);
