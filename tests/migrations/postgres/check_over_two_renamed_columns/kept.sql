SELECT low, high FROM t ORDER BY id; -- 1, 3 | 5, 9
