INSERT INTO u (id) VALUES (2) RETURNING id; -- 2
SELECT id, a, b FROM v ORDER BY id; -- 1, x, x | 2, u, u
