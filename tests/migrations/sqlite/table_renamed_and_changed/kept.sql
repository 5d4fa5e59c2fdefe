SELECT email FROM users ORDER BY id; -- ada@example.org | none
