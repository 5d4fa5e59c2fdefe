CREATE TABLE t (
  id integer PRIMARY KEY,
  a integer,
  b integer,
  c text,
  CONSTRAINT t_a_b UNIQUE (a, b) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX t_c ON t (c) WHERE a > 0;
CREATE UNIQUE INDEX t_null ON t (b, a) NULLS NOT DISTINCT;
