CREATE TABLE t (id int PRIMARY KEY, n varchar(9), d varchar(20));
