SELECT age + 1, typeof(age) FROM users ORDER BY id; -- 37, integer | NULL, null
SELECT user_id FROM notes ORDER BY id; -- 1 | 2
