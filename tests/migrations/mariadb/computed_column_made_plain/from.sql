CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  s int AS (a + 1) STORED,
  v int AS (a + 2) VIRTUAL,
  KEY (v),
  KEY (s),
  z int
);
