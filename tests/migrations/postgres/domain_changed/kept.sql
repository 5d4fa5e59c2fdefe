SELECT email, rank FROM users; -- ada@example.org, 1
