CREATE TABLE t (id int PRIMARY KEY, state varchar(9) NOT NULL);
