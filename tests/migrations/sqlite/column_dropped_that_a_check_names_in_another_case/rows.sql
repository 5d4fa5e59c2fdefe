INSERT INTO t (id, low, high) VALUES (1, 2, 3);
