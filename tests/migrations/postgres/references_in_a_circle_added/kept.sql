SELECT count(*) FROM teams; -- 0
