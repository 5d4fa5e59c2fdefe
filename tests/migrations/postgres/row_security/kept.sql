SELECT count(*) FROM open; -- 0
