SELECT p_id FROM c; -- 1
