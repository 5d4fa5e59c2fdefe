CREATE TABLE t (
  id int PRIMARY KEY,
  done varchar(3) NOT NULL,
  KEY by_done (done),
  more int
);
