SELECT owner FROM items; -- 5
