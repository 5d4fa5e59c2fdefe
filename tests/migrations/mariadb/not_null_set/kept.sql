SELECT a, b, c FROM t ORDER BY id; -- 4, none, 1 | 5, x, 2
