CREATE TABLE t (id int PRIMARY KEY, a tinytext, b text, c varchar(20), d blob, e varbinary(9), f char(4));
