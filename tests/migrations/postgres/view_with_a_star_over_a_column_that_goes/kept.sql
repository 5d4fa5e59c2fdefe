SELECT id, a, one, n FROM v, w; -- 1, x, 1, 1
