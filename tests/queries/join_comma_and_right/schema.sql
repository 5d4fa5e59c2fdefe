CREATE TABLE a (id int NOT NULL, x int NOT NULL);
CREATE TABLE b (id int NOT NULL, x int NOT NULL);
CREATE TABLE c (id int NOT NULL, x int NOT NULL);
