SELECT id, a FROM t ORDER BY id; -- 1, 5 | 2, 6
