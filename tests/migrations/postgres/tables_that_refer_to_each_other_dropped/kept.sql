SELECT count(*) FROM other; -- 0
