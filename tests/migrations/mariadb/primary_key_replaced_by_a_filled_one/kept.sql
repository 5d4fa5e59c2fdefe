-- one way
SELECT code, a FROM t ORDER BY a; -- n3, 1 | n4, 2
