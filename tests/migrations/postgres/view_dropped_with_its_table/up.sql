-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW w;

DROP VIEW v;

CREATE VIEW w AS SELECT a FROM stays;

-- DANGER: every row of t is lost.
DROP TABLE t;
