INSERT INTO t (id, a, d) VALUES (1, 3, 'x');
