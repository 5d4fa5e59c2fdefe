-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW w;

DROP VIEW v;

ALTER TABLE t ADD COLUMN b integer;

CREATE VIEW v AS SELECT t.*, 1 AS one FROM t;

CREATE VIEW w AS SELECT count(*) AS n FROM v;

COMMENT ON VIEW v IS 'All of it.';
