CREATE TABLE t (id int PRIMARY KEY, a varchar(20) CHARACTER SET latin1, b text, c varchar(9) COLLATE utf8mb4_unicode_ci);
