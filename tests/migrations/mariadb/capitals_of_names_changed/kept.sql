SELECT firstName FROM users; -- Ada
