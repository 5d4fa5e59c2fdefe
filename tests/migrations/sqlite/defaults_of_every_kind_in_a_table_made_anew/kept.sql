SELECT a, b, c, hex(d), e, f, g, h, i FROM t; -- -5, 5, 1500, 00FF, it's, NULL, 0, 2, {"a":1}
