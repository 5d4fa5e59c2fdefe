CREATE TABLE t (
  id int PRIMARY KEY,
  a int DEFAULT 1,
  b int NOT NULL DEFAULT 2,
  c varchar(9) NOT NULL DEFAULT 'x',
  d date DEFAULT (current_date),
  e int
);
