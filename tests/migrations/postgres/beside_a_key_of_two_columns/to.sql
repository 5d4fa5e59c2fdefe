CREATE TABLE a (x bigint, y bigint, PRIMARY KEY (x, y));
CREATE TABLE b (id integer PRIMARY KEY, x bigint, y integer, FOREIGN KEY (x, y) REFERENCES a (x, y));
