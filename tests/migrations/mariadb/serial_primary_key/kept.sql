SELECT a FROM t; -- 1
