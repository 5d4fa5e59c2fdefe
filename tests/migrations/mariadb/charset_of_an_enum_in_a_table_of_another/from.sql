CREATE TABLE t (id int PRIMARY KEY, e enum('ä', 'b') CHARACTER SET latin1, s set('x')) CHARSET=utf8mb4;
