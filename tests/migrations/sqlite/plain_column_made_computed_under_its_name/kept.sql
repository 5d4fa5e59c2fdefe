-- one way
SELECT b FROM t; -- 20
