SELECT name, age FROM users; -- Ada, 36
