SELECT a, b FROM t; -- 1, x
