-- Back again.
SET LOCAL lock_timeout = '5s';

DROP VIEW w;

DROP VIEW v;

-- DANGER: every value of t.a is lost.
ALTER TABLE t DROP COLUMN a;
