INSERT INTO t VALUES (1, NULL, 0), (2, 'x', 0);
