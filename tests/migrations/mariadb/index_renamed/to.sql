CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY first_of (a), UNIQUE KEY second_of (b));
