SELECT key, above, name FROM leaves ORDER BY key; -- 1, NULL, root | 2, 1, NULL | 3, 2, leaf
DELETE FROM leaves WHERE key = 2 RETURNING key; -- 2
SELECT key FROM leaves; -- 1
