SELECT id, a FROM t ORDER BY id; -- 3,  | 7, x
SELECT a, b FROM u ORDER BY b; -- 1, x | 1, y
