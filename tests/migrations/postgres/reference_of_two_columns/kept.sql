SELECT org, team FROM people ORDER BY id; -- 1, 2 | NULL, 3
