-- one way
SELECT user_id, x, y FROM a ORDER BY 1; -- 1, ax, ay | 2, bx, NULL
