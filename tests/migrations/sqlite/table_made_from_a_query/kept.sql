-- one way
SELECT id, a, b, c FROM copy; -- 2, y, 3, NULL
