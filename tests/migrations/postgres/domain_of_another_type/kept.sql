SELECT id, total, parts FROM bills ORDER BY id; -- 1, 250.00, {1.00,2.00} | 2, 0.00, NULL
