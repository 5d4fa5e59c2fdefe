SELECT stage FROM t ORDER BY id; -- fresh | old
