INSERT INTO t VALUES (1, 'X', 1, '{"a":1}'), (2, NULL, 0, NULL);
