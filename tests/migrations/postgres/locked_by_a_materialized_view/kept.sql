SELECT user_id FROM orders; -- 1
