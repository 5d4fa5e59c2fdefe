CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT t.*, 1 AS one FROM t;
CREATE VIEW w AS SELECT count(*) AS n FROM v;
COMMENT ON VIEW v IS 'All of it.';
