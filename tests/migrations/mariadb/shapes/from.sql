CREATE TABLE t (id int PRIMARY KEY, p point);
