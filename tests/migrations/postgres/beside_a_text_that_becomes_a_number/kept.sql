-- one way
SELECT id, size FROM items ORDER BY id; -- 1, 12 | 2, 7 | 3, 4
