INSERT INTO t VALUES (1, 'x'), (9, 'y');
DELETE FROM t WHERE id = 9;
