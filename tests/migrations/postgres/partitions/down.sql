-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX events_at;

-- DANGER: every value of events.note is lost.
ALTER TABLE events DROP COLUMN note;

-- DANGER: every row of events_2026 is lost.
DROP TABLE events_2026;
