CREATE TABLE t (
  id int PRIMARY KEY,
  a int CHECK (a > -1),
  b int CHECK (b > 0),
  c int,
  CHECK (a < b),
  CONSTRAINT named CHECK (b < 200),
  CONSTRAINT more CHECK (c > 1)
);
