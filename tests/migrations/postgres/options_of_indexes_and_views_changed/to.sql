CREATE TABLE a (id integer PRIMARY KEY, n integer);
CREATE INDEX a_n ON a (n) WITH (fillfactor = 80);
CREATE VIEW v AS SELECT n FROM a;
CREATE VIEW w WITH (security_invoker = true) AS SELECT n FROM v;
