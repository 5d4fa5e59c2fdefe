SELECT id, of FROM b; -- 5, 1
