CREATE TABLE t (a int, b int, c int, PRIMARY KEY (a, b), UNIQUE KEY u (b, c), KEY k (c, b));
