CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  s int AS (a + 1) STORED,
  v int AS (a + 2) VIRTUAL,
  KEY by_v (v),
  KEY by_s (s, a),
  CHECK (s > 0)
);
