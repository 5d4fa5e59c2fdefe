CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill replace(size, 'cm', '')
  size int,
  twice int AS (size * 2) STORED,
  more int AS (size + 1) VIRTUAL,
  KEY (more)
);
