-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TABLE t (
  a integer
);

CREATE VIEW v AS SELECT a FROM t;

CREATE OR REPLACE VIEW w AS SELECT a FROM v;
