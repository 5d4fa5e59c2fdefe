CREATE TABLE t (
  id int PRIMARY KEY,
  -- @backfill CASE state WHEN 'new' THEN 'fresh' ELSE state END
  state enum('fresh', 'old') DEFAULT 'fresh',
  n int
);
