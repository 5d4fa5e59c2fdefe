SELECT id FROM a; -- 1
