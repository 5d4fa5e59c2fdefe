SELECT count(*), count(z) FROM t; -- 2, 0
