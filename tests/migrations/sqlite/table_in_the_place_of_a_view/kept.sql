SELECT id FROM w; -- 1
SELECT a FROM v; -- x
