INSERT INTO t VALUES (1, 'ä', 'x');
