CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL DEFAULT 4,
  -- @backfill 'none'
  b varchar(9) NOT NULL,
  c int NOT NULL
);
