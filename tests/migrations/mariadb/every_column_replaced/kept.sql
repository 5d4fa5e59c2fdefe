SELECT c, d FROM t; -- 1, NULL | 1, NULL
