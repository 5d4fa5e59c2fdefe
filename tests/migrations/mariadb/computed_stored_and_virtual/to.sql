CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  s int AS (a + 1) VIRTUAL,
  v int AS (a + 2) STORED,
  KEY by_v (v),
  KEY by_s (s, a),
  CHECK (s > 0)
);
