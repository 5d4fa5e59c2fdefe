-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP VIEW v;

CREATE VIEW v AS SELECT a, id FROM t;

COMMENT ON VIEW v IS 'All of them.';

GRANT SELECT ON v TO PUBLIC;

