SELECT id FROM x; -- 1
