CREATE TABLE t (
  id int PRIMARY KEY,
  a int,
  b int NOT NULL,
  c varchar(9) NOT NULL DEFAULT 'y',
  d date DEFAULT (current_date + INTERVAL 1 DAY),
  e int DEFAULT -5
);
