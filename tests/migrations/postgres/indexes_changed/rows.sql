INSERT INTO posts VALUES (1, 'One', '{a,b}', '2026-01-01 00:00:00Z');
