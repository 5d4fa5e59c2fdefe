SELECT a, b, c, d FROM t; -- 5, b, x, q
