SELECT id FROM t; -- 5
