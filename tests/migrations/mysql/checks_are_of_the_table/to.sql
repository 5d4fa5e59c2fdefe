CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 1), b int, CHECK (b > a) NOT ENFORCED);
