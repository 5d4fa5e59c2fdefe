SELECT id FROM users; -- 1
