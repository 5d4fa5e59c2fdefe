SELECT a, c, d FROM b; -- 1, x, y
