SELECT n FROM items ORDER BY id; -- 2 | 0
