SELECT id, depth FROM depths ORDER BY id; -- 1, 0 | 2, 1 | 3, 2
