SELECT twice, name FROM t; -- 8, x
