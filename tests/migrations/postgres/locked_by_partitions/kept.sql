SELECT n FROM items; -- 2
