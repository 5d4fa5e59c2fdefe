INSERT INTO t VALUES (5, 'x'), (2, 'y');
