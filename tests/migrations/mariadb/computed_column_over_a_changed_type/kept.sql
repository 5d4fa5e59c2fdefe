SELECT s, v FROM t; -- 2, 1x
