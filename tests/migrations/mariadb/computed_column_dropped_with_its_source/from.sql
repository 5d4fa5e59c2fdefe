CREATE TABLE t (
  id int PRIMARY KEY,
  a int,
  s int AS (a * 2) STORED,
  v int AS (s + 1) VIRTUAL,
  KEY (s)
);
