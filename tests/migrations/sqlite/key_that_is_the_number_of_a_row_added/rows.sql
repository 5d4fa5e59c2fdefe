INSERT INTO t VALUES ('z'), ('y'), ('x');
DELETE FROM t WHERE a = 'y';
