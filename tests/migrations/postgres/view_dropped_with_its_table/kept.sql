SELECT count(*) FROM w; -- 0
