CREATE TABLE t (
  id int PRIMARY KEY,
  c int,
  b date NOT NULL,
  KEY t_b (b)
);
