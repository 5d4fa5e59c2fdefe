CREATE TABLE t (id int PRIMARY KEY, a varchar(40), b varchar(40), KEY by_a (a), UNIQUE KEY by_b (b));
