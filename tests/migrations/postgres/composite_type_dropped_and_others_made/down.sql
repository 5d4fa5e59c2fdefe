-- Back again.
SET LOCAL lock_timeout = '5s';

CREATE TYPE a AS (x integer);

CREATE TYPE b AS (y a);

ALTER TABLE t ADD COLUMN v b;

-- DANGER: every value of t.w is lost.
ALTER TABLE t DROP COLUMN w;

DROP TYPE d;

DROP TYPE c;
