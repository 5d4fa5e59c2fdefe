SELECT a, b FROM t; -- don't, a;b
