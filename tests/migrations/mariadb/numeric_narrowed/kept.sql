SELECT price, at FROM t; -- 1.25, 2024-01-01
