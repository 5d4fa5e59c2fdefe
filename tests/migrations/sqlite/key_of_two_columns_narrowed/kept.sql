SELECT a, b, c FROM t ORDER BY a; -- 1, 1, x | 2, 1, y
