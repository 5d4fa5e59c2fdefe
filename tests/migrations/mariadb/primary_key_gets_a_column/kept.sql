SELECT a FROM c; -- 1
