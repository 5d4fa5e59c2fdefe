SELECT count(*) FROM t; -- 2
