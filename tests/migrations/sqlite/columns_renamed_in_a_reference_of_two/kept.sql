SELECT x, q FROM b; -- 1, 2
DELETE FROM a RETURNING z; -- 
SELECT count(*) FROM b; -- 0
