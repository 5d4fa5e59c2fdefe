SELECT count(*) FROM t; -- 1
