CREATE TABLE t (id int PRIMARY KEY, a varbinary(9), b varchar(9) CHARACTER SET latin1, c char(3));
