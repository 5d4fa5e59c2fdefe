CREATE TABLE t (id int PRIMARY KEY, a int, b date NOT NULL, KEY t_b (b));
