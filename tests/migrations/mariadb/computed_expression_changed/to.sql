CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  s int AS (a + 10) STORED,
  v int AS (a + 20) VIRTUAL,
  KEY (v),
  UNIQUE (s)
);
