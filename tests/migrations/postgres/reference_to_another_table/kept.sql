SELECT other FROM c; -- 1
