INSERT INTO t VALUES (1, 'xyz'), (2, NULL);
