SELECT a, b, c FROM t; -- 2, x, 4
