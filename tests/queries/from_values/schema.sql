CREATE TABLE a (id int NOT NULL, x int, note text NOT NULL);
CREATE TABLE b (id int NOT NULL, x int NOT NULL, word text NOT NULL);
CREATE TABLE c (id int NOT NULL, word text);
