CREATE TABLE t (id integer PRIMARY KEY, n integer);
CREATE VIEW v AS SELECT n FROM t;
CREATE INDEX t_n ON t (n);
