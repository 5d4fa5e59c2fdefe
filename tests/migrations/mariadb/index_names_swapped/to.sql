CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY one (b), KEY two (a));
