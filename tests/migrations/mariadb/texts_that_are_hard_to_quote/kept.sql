SELECT e FROM t; -- a,b
