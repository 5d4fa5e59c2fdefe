SELECT name, visits, role FROM users ORDER BY id; -- Ada, 0, x | nobody, 3, y
