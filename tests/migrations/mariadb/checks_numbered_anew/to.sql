CREATE TABLE t (id int PRIMARY KEY, a int, b int, CHECK (b > 0), CHECK (a < b), CHECK (a <> 7));
