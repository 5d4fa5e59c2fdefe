SELECT s, v FROM t ORDER BY id; -- 2, 3 | 3, 4
