CREATE TABLE t (id int PRIMARY KEY, state ENUM('new', 'old'));
