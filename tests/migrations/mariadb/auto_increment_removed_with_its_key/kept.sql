SELECT id, code FROM t; -- 5, x
