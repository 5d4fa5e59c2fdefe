SELECT n FROM t ORDER BY id; -- 3 | 0
