SELECT a, b, c FROM t; -- X, x, y
