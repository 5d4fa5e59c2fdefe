CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer);
CREATE STATISTICS t_ab ON a, b FROM t;
