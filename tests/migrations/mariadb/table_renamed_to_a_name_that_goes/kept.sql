SELECT id FROM c; -- 1
