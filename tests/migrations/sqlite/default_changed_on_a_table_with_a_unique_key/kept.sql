SELECT a, b FROM t ORDER BY id; -- NULL, NULL | x, 7
