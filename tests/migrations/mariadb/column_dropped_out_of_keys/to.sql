CREATE TABLE t (a int, c int, PRIMARY KEY (a), UNIQUE KEY u (c), KEY k (c));
