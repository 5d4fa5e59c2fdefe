SELECT id, typeof(id), a FROM t ORDER BY id; -- 3, text, y | 7, text, x
