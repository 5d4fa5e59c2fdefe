-- one way
SELECT a, c FROM t; -- 1, 3
