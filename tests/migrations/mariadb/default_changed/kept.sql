SELECT a, b, c, d, e FROM t; -- 1, 1, z, NULL, NULL
