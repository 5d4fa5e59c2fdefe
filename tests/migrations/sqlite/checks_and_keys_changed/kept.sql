SELECT name, role FROM users ORDER BY id; -- Ada, a | Eve, b
