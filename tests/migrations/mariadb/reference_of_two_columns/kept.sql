SELECT a, b FROM c; -- 1, 2
