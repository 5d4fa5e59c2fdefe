SELECT user_id, other_id FROM notes; -- 1, 1
