SELECT b, c FROM t; -- 3, 5
