CREATE TABLE t (
  a int NOT NULL,
  b int NOT NULL,
  c varchar(200) NOT NULL,
  PRIMARY KEY (b, c(10))
);
