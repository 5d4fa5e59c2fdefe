SELECT n FROM depths ORDER BY id; -- 0 | 1 | 2
