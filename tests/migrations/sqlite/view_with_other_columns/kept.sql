SELECT x, y FROM v; -- 1, 1
SELECT y FROM made; -- 1
