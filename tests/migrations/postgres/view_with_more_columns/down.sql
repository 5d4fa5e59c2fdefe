-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW w;

DROP VIEW v;

CREATE VIEW v AS SELECT id FROM t;

CREATE VIEW w AS SELECT id FROM v;
