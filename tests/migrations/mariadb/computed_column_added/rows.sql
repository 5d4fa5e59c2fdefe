INSERT INTO t VALUES (1, 4, '{"name": "x"}');
