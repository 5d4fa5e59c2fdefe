SELECT x, y FROM b ORDER BY id; -- 1, 2 | 3, NULL
