SELECT id FROM events; -- 1
