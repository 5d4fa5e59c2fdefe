SELECT id, a, b, c FROM t; -- 1, 5, 6, 7
