-- Back again.
SET LOCAL lock_timeout = '5s';

-- DANGER: the offset is lost: times are those of the session's time zone in t.at.
ALTER TABLE t ALTER COLUMN at TYPE timestamp;
