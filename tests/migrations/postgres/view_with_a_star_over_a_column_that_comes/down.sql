-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW v;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;

CREATE VIEW v AS SELECT * FROM t;

COMMENT ON VIEW v IS 'All of it.';
