-- Back again.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of t.home is lost.
ALTER TABLE t DROP COLUMN home;

DROP TYPE address;
