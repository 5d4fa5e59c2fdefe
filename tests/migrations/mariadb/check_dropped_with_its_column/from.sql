CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT pair CHECK (a < b), CHECK (b > 0));
