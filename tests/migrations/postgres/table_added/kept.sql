SELECT count(*) FROM users; -- 1
SELECT count(*) FROM notes; -- 0
