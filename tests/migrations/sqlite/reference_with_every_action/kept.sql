SELECT w, x, y, z FROM b; -- 1, 2, 1, 2
