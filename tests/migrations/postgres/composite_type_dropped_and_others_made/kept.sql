-- one way
SELECT id, w FROM t; -- 1, NULL
