CREATE TABLE t (id int PRIMARY KEY, state ENUM('a','b'));
