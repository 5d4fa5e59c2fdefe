SELECT broad, tall FROM t; -- 4, 3
