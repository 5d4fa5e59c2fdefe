INSERT INTO t VALUES (4, 'x'), (2, 'y');
