INSERT INTO t VALUES (1, 1, 'x', NULL), (2, 1, 'y', 'd');
INSERT INTO n VALUES (2, 1), (NULL, 7);
