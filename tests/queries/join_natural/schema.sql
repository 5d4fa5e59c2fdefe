CREATE TABLE a (k int NOT NULL, l int, x text);
CREATE TABLE b (l int NOT NULL, k int, y text NOT NULL);
