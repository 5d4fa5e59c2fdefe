-- one way
SELECT price, at FROM t ORDER BY id; -- 199, 86400 | 10, NULL
