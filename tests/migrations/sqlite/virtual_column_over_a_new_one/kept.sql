SELECT twice, a FROM t; -- 8, 4
