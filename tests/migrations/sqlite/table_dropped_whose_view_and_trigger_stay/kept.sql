-- one way
SELECT id FROM v; -- 2
