CREATE TABLE t (id int PRIMARY KEY, a varchar(9), z int, KEY (a));
