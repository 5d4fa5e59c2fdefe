CREATE TABLE t (id int PRIMARY KEY, name varchar(40) NOT NULL);
