INSERT INTO t VALUES ('r1', NULL), ('r2', 'x'), ('r3', 'y');
DELETE FROM t WHERE a = 'x';
