CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b text CHARACTER SET latin1, c varchar(9) COLLATE utf8mb4_bin);
