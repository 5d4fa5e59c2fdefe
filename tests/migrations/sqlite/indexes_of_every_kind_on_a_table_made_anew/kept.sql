SELECT a, b FROM t ORDER BY id; -- X, 1 | , 0
