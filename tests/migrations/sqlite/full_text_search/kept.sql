INSERT INTO posts VALUES (2, 'Three') RETURNING id; -- 2
