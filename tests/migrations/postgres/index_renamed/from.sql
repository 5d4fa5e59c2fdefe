CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE INDEX i ON t (a);
CREATE UNIQUE INDEX j ON t (lower(a));
