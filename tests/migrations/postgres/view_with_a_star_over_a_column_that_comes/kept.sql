SELECT * FROM v; -- 1, x, 7
