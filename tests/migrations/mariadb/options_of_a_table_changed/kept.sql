SELECT id FROM t; -- 1
