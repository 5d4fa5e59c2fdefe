SELECT a, b, c FROM t; -- 1, x, y
