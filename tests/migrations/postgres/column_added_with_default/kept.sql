SELECT name, visits FROM users ORDER BY id; -- Ada, 0 | Eve, 0
