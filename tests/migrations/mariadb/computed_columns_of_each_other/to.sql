CREATE TABLE t (id int PRIMARY KEY, a bigint, b bigint AS (a + 2) STORED, c bigint AS (b + 2) STORED);
