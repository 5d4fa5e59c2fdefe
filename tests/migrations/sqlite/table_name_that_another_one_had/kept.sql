SELECT name FROM people; -- Ada
SELECT count(*) FROM users; -- 0
SELECT by FROM notes; -- 1
