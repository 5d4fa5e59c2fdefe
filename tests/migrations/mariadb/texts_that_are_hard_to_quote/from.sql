CREATE TABLE t (id int PRIMARY KEY COMMENT 'a', e enum('a,b', 'c'));
