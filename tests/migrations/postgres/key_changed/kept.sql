SELECT id, number FROM users ORDER BY id; -- 1, 10 | 2, 20
SELECT user_id FROM notes; -- 2
