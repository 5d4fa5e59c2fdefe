SELECT user_id, post_id FROM marks ORDER BY 1; -- 1, 1 | 2, 1
