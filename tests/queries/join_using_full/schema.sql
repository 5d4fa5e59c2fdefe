CREATE TABLE a (k int NOT NULL, x text NOT NULL);
CREATE TABLE b (k int NOT NULL, y text NOT NULL);
CREATE TABLE c (k int NOT NULL, z text NOT NULL);
