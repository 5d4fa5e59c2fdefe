CREATE TABLE t (id int PRIMARY KEY, a varchar(9) CHARACTER SET latin1, b text CHARACTER SET latin1, c varchar(9)) CHARSET=utf8mb4;
CREATE TABLE u (id int PRIMARY KEY, a varchar(9), b varchar(9), c varchar(9)) COLLATE=utf8mb4_unicode_ci COMMENT='x';
