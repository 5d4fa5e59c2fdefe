SELECT a, b FROM t ORDER BY a; -- 1, x | 2, y
