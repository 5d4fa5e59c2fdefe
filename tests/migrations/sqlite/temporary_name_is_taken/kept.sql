SELECT id, name FROM users; -- 1, Ada
SELECT id, name FROM rowtype_new_users; -- 2, Eve
