CREATE TABLE a (id int PRIMARY KEY, x int, z int);
CREATE TABLE b (id int PRIMARY KEY, y int);
