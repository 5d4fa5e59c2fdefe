CREATE TABLE t (id int PRIMARY KEY, a int, b int AS (a + 1) STORED, c int AS (a + 2) VIRTUAL, KEY (b));
