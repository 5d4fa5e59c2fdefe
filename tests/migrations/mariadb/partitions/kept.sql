SELECT a FROM t; -- 2
