SELECT a FROM t; -- 5
