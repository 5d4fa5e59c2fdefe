SELECT id FROM areas WHERE minx < 1; -- 1
INSERT INTO spans VALUES (1, 2, 3, 'x') RETURNING id; -- 1
