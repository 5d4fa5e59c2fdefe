INSERT INTO t VALUES (1, 'x', '12'), (2, 'y', NULL);
