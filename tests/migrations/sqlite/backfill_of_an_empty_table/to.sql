CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- @backfill 1 / 0
  a INTEGER NOT NULL,
  -- @backfill x'00'
  b BLOB NOT NULL UNIQUE
);
