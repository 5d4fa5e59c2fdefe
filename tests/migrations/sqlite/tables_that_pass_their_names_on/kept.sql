SELECT id, x FROM b; -- 1, x
SELECT id, y, a FROM c; -- 2, y, 1
