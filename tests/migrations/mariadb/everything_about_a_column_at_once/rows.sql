INSERT INTO t VALUES (1, 'y', 2), (2, NULL, 3);
