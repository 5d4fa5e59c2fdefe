SELECT id, kind, size FROM t; -- 1, a, NULL
