INSERT INTO both VALUES (2, 'p', 'q') RETURNING id; -- 2
SELECT id, a, b FROM both ORDER BY id; -- 1, x, y | 2, p, q
