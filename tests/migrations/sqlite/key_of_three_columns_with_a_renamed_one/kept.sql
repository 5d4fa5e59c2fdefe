SELECT a, "order", c FROM t ORDER BY a; -- 1, 1, x | 2, 1, y
SELECT c FROM n JOIN t ON t.a = n.a AND t."order" = n.b; -- y
