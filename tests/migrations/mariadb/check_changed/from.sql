CREATE TABLE t (
  id int PRIMARY KEY CHECK (id > 0),
  a int CHECK (a > 0),
  b int,
  c int,
  CHECK (a < b),
  CONSTRAINT named CHECK (b < 100),
  CHECK (c > 1)
);
