CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  s int,
  v int NOT NULL,
  KEY (v),
  KEY (s),
  z int
);
