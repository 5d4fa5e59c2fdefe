SELECT v, w FROM t; -- 2, 3
