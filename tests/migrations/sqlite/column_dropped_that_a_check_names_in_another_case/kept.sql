SELECT high, twice FROM t; -- 3, 6
