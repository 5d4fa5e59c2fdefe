INSERT INTO t VALUES (1, 'new', 1), (2, 'old', 2), (3, NULL, 3);
