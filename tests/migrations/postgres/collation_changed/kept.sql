SELECT name, other FROM t; -- a, b
