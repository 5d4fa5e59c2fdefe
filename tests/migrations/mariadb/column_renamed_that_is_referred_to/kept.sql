SELECT user_id FROM posts; -- 3
