SELECT id, typeof(id), a FROM t ORDER BY id; -- 3, integer, y | 7, integer, x
SELECT a FROM n JOIN t ON t.id = t_id ORDER BY t_id; -- y | x
