SELECT id, code FROM items ORDER BY id; -- 1, 12 | 2, NULL
