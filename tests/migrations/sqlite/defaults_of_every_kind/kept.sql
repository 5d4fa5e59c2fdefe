SELECT a, b, c, hex(d), e, f, g, h, i, j FROM t; -- -5, 5, 1500, 00FF, it's, NULL, 1, 16, 9223372036854775807, 
