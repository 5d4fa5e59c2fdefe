SELECT a FROM t; -- 7
