SELECT id, a FROM t ORDER BY id; -- 2, y | 4, x
