INSERT INTO t VALUES (1, 'Zoë', 'Zoë', 'x');
