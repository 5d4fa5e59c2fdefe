SELECT email, login FROM users ORDER BY id; -- a, b | c, d
