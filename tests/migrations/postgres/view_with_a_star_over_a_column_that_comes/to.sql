CREATE TABLE t (id integer PRIMARY KEY, a text, b integer DEFAULT 7);
CREATE VIEW v AS SELECT * FROM t;
COMMENT ON VIEW v IS 'All of it.';
