-- one way
SELECT id, count FROM t ORDER BY id; -- 1, 5 | 2, 0
