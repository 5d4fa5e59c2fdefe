CREATE TABLE t (id int PRIMARY KEY, a text, b text, KEY by_a (a(10)), UNIQUE KEY by_b (b(20)));
