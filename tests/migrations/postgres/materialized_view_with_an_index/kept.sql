SELECT a, n FROM m; -- 5, 2
