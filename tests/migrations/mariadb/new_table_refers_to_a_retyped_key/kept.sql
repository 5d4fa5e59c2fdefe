SELECT id FROM p; -- 1
