SELECT id, body, size FROM found; -- 1, one two, 7
