CREATE TABLE a (id int PRIMARY KEY, note text);
CREATE TABLE b (id int NOT NULL, note text NOT NULL);
