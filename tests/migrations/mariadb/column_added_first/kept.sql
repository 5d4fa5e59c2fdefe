SELECT id, text FROM notes ORDER BY id; -- 1, a | 2, b
