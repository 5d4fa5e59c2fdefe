CREATE TABLE a (k int NOT NULL, x text);
CREATE TABLE b (k bigint, y text NOT NULL);
