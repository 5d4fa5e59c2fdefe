SELECT b_id FROM a JOIN c ON c.id = b_id; -- 7
