SELECT id, a FROM t; -- 1, x
SELECT t FROM n; -- 1
