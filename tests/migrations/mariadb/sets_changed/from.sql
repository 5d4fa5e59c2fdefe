CREATE TABLE t (id int PRIMARY KEY, s set('a', 'b', 'c') NOT NULL DEFAULT 'a');
