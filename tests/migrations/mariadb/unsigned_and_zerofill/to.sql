CREATE TABLE t (id int unsigned PRIMARY KEY, a int unsigned NOT NULL DEFAULT 3, b int, c bigint);
