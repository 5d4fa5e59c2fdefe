SELECT name, mail FROM users; -- Ada, a@x
SELECT name FROM names; -- Ada
