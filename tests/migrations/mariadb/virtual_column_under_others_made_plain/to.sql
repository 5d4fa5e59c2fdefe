CREATE TABLE t (id int PRIMARY KEY, a int, v int, w int AS (v + 1) STORED);
