INSERT INTO t (id, size) VALUES (1, '12');
