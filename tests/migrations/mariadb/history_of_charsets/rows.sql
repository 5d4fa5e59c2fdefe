INSERT INTO t VALUES (1, 'é', 'é', 'é');
