SELECT p_id, q_id FROM c; -- 1, 1
