SELECT id FROM w ORDER BY id; -- 1 | 2
