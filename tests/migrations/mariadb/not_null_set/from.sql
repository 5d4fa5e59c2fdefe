CREATE TABLE t (
  id int PRIMARY KEY,
  a int DEFAULT 4,
  b varchar(9),
  c int
);
