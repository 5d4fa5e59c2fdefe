SELECT low, high FROM items ORDER BY id; -- 2, 3 | NULL, 5
