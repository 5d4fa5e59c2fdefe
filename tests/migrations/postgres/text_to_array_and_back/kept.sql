-- one way
SELECT id, tags FROM t ORDER BY id; -- 1, {a,b} | 2, {}
