-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW v;

CREATE VIEW v AS SELECT id, a FROM t;

COMMENT ON VIEW v IS 'All of them.';

GRANT SELECT ON v TO PUBLIC;
