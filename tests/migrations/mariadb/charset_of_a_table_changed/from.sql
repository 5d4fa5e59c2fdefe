CREATE TABLE t (id int PRIMARY KEY, a varchar(20) NOT NULL, b text COLLATE utf8mb4_bin, c ENUM('x', 'y')) DEFAULT CHARSET=latin1;
