SELECT count(*) FROM a JOIN b ON a_id = id; -- 1
