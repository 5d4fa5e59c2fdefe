SELECT user_id, level FROM ranks ORDER BY user_id; -- 1, 7 | 2, 9
