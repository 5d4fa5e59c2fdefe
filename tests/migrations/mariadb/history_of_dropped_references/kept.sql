SELECT a, b FROM c; -- 2, 3
