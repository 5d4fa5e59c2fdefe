SELECT name FROM users ORDER BY number; -- Ada | Eve
