SELECT id, home FROM t; -- 5, NULL
