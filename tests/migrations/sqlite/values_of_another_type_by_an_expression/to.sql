CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- @backfill CAST(round(price * 100) AS INTEGER)
  price INTEGER NOT NULL,
  -- @backfill unixepoch(at)
  at INTEGER
);
