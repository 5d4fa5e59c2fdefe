SELECT name FROM users ORDER BY id; -- Ada | Eve
