-- one way
SELECT id, a, name FROM b; -- 5, 1, x
