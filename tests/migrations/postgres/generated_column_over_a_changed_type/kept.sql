SELECT double FROM items ORDER BY id; -- 20 | 40
