INSERT INTO t VALUES (1, point(1, 2));
