CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY one (a), KEY two (b) INVISIBLE);
