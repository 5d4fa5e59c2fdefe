SELECT id FROM b; -- 1
