INSERT INTO t VALUES (1, 'yes', 1), (2, 'no', 2);
