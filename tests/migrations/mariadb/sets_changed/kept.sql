SELECT s FROM t; -- c,b
