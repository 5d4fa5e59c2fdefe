-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX t_m;

ALTER TABLE t DROP COLUMN m;

ALTER TABLE t ADD COLUMN m integer GENERATED ALWAYS AS (twice(n)) STORED;

DROP FUNCTION thrice(n integer);
