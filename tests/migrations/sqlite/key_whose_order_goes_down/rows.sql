INSERT INTO t VALUES (7, 'x'), (3, NULL);
INSERT INTO u VALUES (1, 'x'), (1, 'y');
