SELECT user_id, number, is_main FROM phones ORDER BY id; -- 1, 1, 1 | 3, 3, 1
