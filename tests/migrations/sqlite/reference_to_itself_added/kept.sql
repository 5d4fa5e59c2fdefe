INSERT INTO nodes VALUES (2, 'x', 1) RETURNING parent; -- 1
