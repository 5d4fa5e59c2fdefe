SELECT a, b FROM t; -- 1, 2
