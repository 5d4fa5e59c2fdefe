CREATE TABLE t (
  id int PRIMARY KEY,
  a int NOT NULL,
  b timestamp NOT NULL DEFAULT '2020-01-01 00:00:00'
);
