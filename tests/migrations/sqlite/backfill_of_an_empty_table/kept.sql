SELECT count(*) FROM t; -- 0
