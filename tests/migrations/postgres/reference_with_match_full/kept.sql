SELECT count(*) FROM b; -- 2
