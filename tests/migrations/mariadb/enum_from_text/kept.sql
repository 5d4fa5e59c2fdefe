SELECT state FROM t ORDER BY id; -- a | b
