SELECT * FROM v ORDER BY id; -- 1, NULL, Ada | 2, NULL, Eve
