UPDATE a SET y = 'r' WHERE y = 'p' RETURNING x; -- 1
SELECT y, x FROM b ORDER BY z; -- NULL, 9 | r, 1
