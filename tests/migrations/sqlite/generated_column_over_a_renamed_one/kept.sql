SELECT "a b", b, c FROM t; -- -10, -20, 10a
