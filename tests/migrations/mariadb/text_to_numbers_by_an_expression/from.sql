CREATE TABLE t (
  id int PRIMARY KEY,
  size varchar(9),
  UNIQUE KEY (size),
  CHECK (size <> '')
);
