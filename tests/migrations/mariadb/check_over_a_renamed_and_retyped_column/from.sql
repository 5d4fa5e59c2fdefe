CREATE TABLE t (id int PRIMARY KEY, a int, b int CHECK (b > a), CONSTRAINT order_of CHECK (a < b + 5));
