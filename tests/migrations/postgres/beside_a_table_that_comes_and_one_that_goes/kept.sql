SELECT id FROM known; -- 1
