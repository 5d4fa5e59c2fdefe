SELECT a, b, c FROM t; -- 1, 2, x
