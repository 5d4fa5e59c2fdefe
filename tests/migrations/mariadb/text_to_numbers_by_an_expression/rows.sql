INSERT INTO t VALUES (1, '12cm'), (2, '7cm');
