-- one way
SELECT id, mood FROM people ORDER BY id; -- 1, down | 2, ok
