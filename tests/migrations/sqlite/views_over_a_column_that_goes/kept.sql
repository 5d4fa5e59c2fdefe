SELECT id FROM v2; -- 1
SELECT * FROM v3 ORDER BY id; -- 1, x | 2, NULL
