-- one way
SELECT flag FROM t ORDER BY id; -- f | t
