CREATE TABLE a (x integer, y integer, PRIMARY KEY (x, y));
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer, z integer, FOREIGN KEY (x, y) REFERENCES a (x, y) ON UPDATE CASCADE ON DELETE SET NULL (y));
CREATE TABLE c (id integer PRIMARY KEY, x integer DEFAULT 1, y integer, FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE SET NULL);
