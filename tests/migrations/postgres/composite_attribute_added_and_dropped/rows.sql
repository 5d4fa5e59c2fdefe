INSERT INTO t VALUES (1, ROW('a', '1', 'x'), ARRAY[ROW('b', '2', 'y')]::address[]);
