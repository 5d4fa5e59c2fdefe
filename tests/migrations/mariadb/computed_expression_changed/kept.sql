SELECT s, v FROM t ORDER BY id; -- 11, 21 | 12, 22
SELECT id FROM t WHERE v = 22; -- 2
