INSERT INTO t (a, c) VALUES ('X', 'y');
