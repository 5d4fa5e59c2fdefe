SELECT k FROM c; -- 5
