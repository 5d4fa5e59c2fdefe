SELECT a, b FROM u ORDER BY b; -- 1, x | 1, y
