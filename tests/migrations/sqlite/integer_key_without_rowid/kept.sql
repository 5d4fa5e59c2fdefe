SELECT id, a FROM t; -- 2, y | 5, x
