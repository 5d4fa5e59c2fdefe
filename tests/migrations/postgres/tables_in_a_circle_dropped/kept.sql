SELECT id FROM keep; -- 1
