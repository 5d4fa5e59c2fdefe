CREATE TABLE t (id int PRIMARY KEY, state enum('new', 'old') DEFAULT 'new', n int);
