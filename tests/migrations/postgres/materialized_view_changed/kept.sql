SELECT a FROM m; -- 3
