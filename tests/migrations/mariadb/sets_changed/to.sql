CREATE TABLE t (id int PRIMARY KEY, s set('c', 'b', 'd') NOT NULL DEFAULT '');
