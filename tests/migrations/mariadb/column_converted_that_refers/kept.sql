-- one way
SELECT code FROM c ORDER BY id; -- 2 | NULL
