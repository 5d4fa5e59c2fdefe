SELECT b FROM t; -- 3
