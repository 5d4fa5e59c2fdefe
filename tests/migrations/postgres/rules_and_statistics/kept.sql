DELETE FROM t; -- 
SELECT id FROM t; -- 5
