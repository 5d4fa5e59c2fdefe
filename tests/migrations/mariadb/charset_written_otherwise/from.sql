CREATE TABLE t (a varchar(9) CHARACTER SET utf8, b char(3) ascii, c varchar(9) binary) CHARSET utf8mb4;
