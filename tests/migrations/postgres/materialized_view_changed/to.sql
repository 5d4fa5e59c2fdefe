CREATE TABLE t (a integer, b integer);
CREATE MATERIALIZED VIEW m AS SELECT a + b AS a FROM t;
CREATE INDEX m_a ON m (a);
