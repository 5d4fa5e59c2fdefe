SELECT role FROM users ORDER BY id; -- member | admin
