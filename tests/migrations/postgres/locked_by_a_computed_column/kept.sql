SELECT n, twice FROM items; -- 2, 4
