INSERT INTO t VALUES (1, 'x'), (9, 'y');
