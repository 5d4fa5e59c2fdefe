CREATE TABLE t (id int PRIMARY KEY, state enum('a', 'b') NOT NULL DEFAULT 'a');
