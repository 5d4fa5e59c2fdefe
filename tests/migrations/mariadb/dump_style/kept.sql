SELECT name FROM users; -- Ada
