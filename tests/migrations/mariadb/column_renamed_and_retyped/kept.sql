-- one way
SELECT age FROM users ORDER BY id; -- 36 | 0
