CREATE TABLE a (id integer PRIMARY KEY, n integer);
CREATE INDEX a_n ON a (n) WITH (fillfactor = 70);
CREATE VIEW v WITH (security_barrier = true) AS SELECT n FROM a;
CREATE VIEW w AS SELECT n FROM v;
