CREATE TABLE t (id int PRIMARY KEY, a int, b int, UNIQUE (b), CONSTRAINT both_of UNIQUE (b, a), KEY a (a));
