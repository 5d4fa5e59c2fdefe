-- one way
SELECT id, color FROM players ORDER BY id; -- 10, red | 11, red | 20, blue
