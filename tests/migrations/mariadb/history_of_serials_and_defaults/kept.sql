SELECT id, a FROM t; -- 1, 2
