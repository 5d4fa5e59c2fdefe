INSERT INTO t (id, oldname, gone) VALUES (1, 'Ada', 'x');
