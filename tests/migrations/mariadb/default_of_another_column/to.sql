CREATE TABLE t (
  id int PRIMARY KEY,
  -- @was a
  c int,
  b int DEFAULT (c + 1)
);
