SELECT amount FROM items; -- 2
