SELECT a FROM t; -- 8
