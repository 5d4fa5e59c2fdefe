SELECT name FROM users ORDER BY id; -- Ada | Eve
SELECT person_id FROM posts; -- 2
