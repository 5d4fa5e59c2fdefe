-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW w;

DROP VIEW v;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

CREATE VIEW v AS SELECT t.*, 1 AS one FROM t;

CREATE VIEW w AS SELECT count(*) AS n FROM v;

COMMENT ON VIEW v IS 'All of it.';
