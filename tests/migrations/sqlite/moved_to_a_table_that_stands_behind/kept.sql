SELECT name, bio FROM users ORDER BY id; -- Ada, counts | Eve, NULL
