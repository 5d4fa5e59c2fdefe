CREATE TABLE t (
  id int PRIMARY KEY,
  a bigint NOT NULL,
  s bigint AS (a * 2) STORED,
  v varchar(30) AS (concat(a, 'x')) VIRTUAL
);
