INSERT INTO t (b, a) VALUES ('x', 2);
