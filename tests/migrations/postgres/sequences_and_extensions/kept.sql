SELECT number FROM users; -- 10
