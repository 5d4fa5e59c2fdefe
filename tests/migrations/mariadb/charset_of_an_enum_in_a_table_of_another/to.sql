CREATE TABLE t (id int PRIMARY KEY, e enum('ä', 'b', 'ö'), s set('x', 'y') COLLATE utf8mb4_bin) CHARSET=utf8mb4;
