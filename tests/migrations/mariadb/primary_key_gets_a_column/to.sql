CREATE TABLE t (a int, b int NOT NULL, PRIMARY KEY (a, b));
CREATE TABLE c (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES t (a));
