INSERT INTO t VALUES (1, 'Ada', 'L', 7), (2, NULL, 'X', 8);
