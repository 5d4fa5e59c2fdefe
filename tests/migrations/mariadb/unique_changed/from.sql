CREATE TABLE t (id int PRIMARY KEY, a int, b int, UNIQUE (a), CONSTRAINT both_of UNIQUE (a, b), UNIQUE KEY gone (b));
