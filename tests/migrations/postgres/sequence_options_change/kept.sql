SELECT id FROM t; -- 10
