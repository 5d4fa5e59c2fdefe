CREATE TABLE t (id int PRIMARY KEY, a varchar(9) CHARACTER SET latin1, b varbinary(9), c char(3) BINARY);
