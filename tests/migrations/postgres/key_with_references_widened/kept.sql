SELECT id, b_id FROM all_of; -- 1, 7
