CREATE TABLE t (a integer, b integer);
CREATE VIEW one AS SELECT a, b FROM t;
CREATE VIEW two AS SELECT a FROM one;
CREATE VIEW three AS SELECT two.a, one.b FROM two JOIN one ON one.a = two.a;
