SELECT n, id FROM a ORDER BY n; -- 7, 1 | 8, 2
SELECT id, n FROM b ORDER BY id; -- 1, 7 | 2, 8
