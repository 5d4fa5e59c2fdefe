SELECT double FROM items ORDER BY id; -- 2 | 4
