SELECT id, x FROM v; -- 1, x
SELECT * FROM w; -- 1, x
SELECT * FROM x; -- x
