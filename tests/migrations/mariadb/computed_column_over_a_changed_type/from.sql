CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  s int AS (a * 2) STORED,
  v varchar(20) AS (concat(a, 'x')) VIRTUAL
);
