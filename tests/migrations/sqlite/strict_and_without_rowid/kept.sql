SELECT k, typeof(k), a FROM t ORDER BY k; -- 2, integer, 0 | x, text, 1
