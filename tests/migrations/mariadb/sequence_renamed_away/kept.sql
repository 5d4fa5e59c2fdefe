SELECT n FROM t; -- 1
