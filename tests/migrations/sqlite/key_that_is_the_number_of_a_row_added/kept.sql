SELECT id, a FROM t ORDER BY id; -- 1, z | 3, x
