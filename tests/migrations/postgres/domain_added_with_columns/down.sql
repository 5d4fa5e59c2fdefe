-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN email TYPE text;

-- DANGER: every value of t.other is lost.
ALTER TABLE t DROP COLUMN other;

DROP DOMAIN email;
