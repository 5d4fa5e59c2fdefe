INSERT INTO t VALUES (1, 'small'), (2, 'large'), (3, 'medium');
