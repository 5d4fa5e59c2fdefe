SELECT name FROM users; -- Ada
SELECT user_id FROM posts; -- 7
