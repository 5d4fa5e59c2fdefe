SELECT a, b, c, d, e, f FROM t; -- a, b, c, d, e, f
