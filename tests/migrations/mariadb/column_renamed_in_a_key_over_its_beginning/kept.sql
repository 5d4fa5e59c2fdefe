SELECT title FROM users; -- a
