CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int, KEY (a, b), KEY (a, c), KEY (a));
