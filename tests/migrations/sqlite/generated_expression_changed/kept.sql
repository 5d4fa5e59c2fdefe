SELECT price, total FROM items ORDER BY id; -- 10, 20 | 20, 40
