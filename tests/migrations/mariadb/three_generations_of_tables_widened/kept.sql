SELECT a_id, b_id FROM c; -- 3, 4
