CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill replace(size, 'cm', '')
  size int NOT NULL,
  UNIQUE KEY (size),
  CHECK (size <> 0)
);
