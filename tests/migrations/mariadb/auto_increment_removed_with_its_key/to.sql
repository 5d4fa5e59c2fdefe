CREATE TABLE t (id int, code varchar(9) PRIMARY KEY);
