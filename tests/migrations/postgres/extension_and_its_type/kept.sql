SELECT id FROM t WHERE name = 'ADA'; -- 1
