SELECT id, a, b, c, new FROM t; -- 1, a, 2, c, n
