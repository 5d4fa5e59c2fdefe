CREATE TABLE t (id int PRIMARY KEY, a int, v int AS (a + 1) VIRTUAL, w int AS (v + 1) STORED);
