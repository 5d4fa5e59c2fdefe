SELECT a, b FROM t; -- 2, 3
