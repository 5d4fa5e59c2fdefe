SELECT id, email FROM users ORDER BY id; -- 1, a | 2, b
