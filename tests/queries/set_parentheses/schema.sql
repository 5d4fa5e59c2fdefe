CREATE TABLE a (id int NOT NULL, x int, note varchar(10));
CREATE TABLE b (id bigint, x int NOT NULL, note text NOT NULL);
