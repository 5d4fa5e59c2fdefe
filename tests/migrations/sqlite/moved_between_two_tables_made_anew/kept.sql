SELECT user_id, bio FROM profiles ORDER BY user_id; -- 1, counts | 2, listens
SELECT name FROM users ORDER BY id; -- Ada | 
