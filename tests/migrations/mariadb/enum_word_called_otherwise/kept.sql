-- one way
SELECT state FROM t ORDER BY id; -- fresh | old | NULL
