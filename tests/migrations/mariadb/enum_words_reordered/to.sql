CREATE TABLE t (id int PRIMARY KEY, state ENUM('c', 'a', 'b') NOT NULL);
