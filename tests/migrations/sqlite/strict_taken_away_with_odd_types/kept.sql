SELECT a, b FROM t; -- 007, 3
