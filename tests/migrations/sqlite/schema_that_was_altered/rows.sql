INSERT INTO t VALUES (2, 'z', 7, 'd', 1);
