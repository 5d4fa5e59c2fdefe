SELECT id FROM t ORDER BY size; -- 1 | 3 | 2
