SELECT lead FROM teams; -- 10
SELECT team, name FROM people; -- 1, Ada
