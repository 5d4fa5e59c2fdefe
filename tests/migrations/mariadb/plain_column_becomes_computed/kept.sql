SELECT b, c FROM t; -- 2, 3
