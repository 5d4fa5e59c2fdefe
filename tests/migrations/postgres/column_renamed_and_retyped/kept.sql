SELECT price + 1 FROM items; -- 13
