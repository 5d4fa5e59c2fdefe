SELECT price, total FROM items ORDER BY id; -- 10.00, 14.00 | 20.00, 28.00
