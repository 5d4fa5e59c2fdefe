SELECT id, b, "c c", d, e, f FROM t ORDER BY id; -- 1, x, 5, NULL, NULL, 10 | 2, z, 7, d, 1, 14
