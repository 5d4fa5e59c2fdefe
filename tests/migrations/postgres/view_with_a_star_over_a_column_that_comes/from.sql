CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE VIEW v AS SELECT * FROM t;
COMMENT ON VIEW v IS 'All of it.';
