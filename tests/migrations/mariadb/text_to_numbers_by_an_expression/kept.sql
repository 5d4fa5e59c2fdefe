-- one way
SELECT size FROM t ORDER BY id; -- 12 | 7
