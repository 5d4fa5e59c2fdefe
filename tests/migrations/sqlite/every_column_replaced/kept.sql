-- one way
SELECT b FROM t; -- none | none | none
SELECT count(*) FROM empty; -- 0
