SELECT a, b, c FROM t; -- 2, 3, 4
