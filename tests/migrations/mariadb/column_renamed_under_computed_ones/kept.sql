SELECT price, gross, twice FROM items; -- 10, 15, 20
