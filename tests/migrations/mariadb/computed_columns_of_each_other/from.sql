CREATE TABLE t (id int PRIMARY KEY, a int, b int AS (a + 1) VIRTUAL, c int AS (b + 1) VIRTUAL);
