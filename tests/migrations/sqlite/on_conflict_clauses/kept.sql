INSERT INTO t VALUES (2, NULL, 'z', 'c') RETURNING a; -- none
SELECT a, b, c FROM t ORDER BY id; -- x, y, c | none, z, c
