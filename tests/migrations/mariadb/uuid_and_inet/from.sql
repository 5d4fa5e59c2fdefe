CREATE TABLE t (id int PRIMARY KEY, a varchar(36), b varchar(40));
