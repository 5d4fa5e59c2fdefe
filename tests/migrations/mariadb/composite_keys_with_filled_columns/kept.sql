SELECT tenant, a FROM c; -- 1, 2
