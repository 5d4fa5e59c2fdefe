SELECT id FROM e; -- 2
