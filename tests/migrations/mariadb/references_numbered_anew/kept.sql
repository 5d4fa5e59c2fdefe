SELECT b, d FROM c; -- 1, 1
