SELECT * FROM v; -- 1, X, 1
