SELECT id, code FROM t ORDER BY id; -- 2, y | 4, x
SELECT t_id FROM n; -- 4
