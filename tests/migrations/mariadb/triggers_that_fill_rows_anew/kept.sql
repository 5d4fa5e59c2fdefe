SELECT twice FROM t; -- 2
