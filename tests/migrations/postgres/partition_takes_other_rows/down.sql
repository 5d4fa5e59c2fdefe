-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER TABLE events DETACH PARTITION events_2025_late;

ALTER TABLE events DETACH PARTITION events_2025;

-- DANGER: every value of events.note is lost.
ALTER TABLE events DROP COLUMN note;

-- DANGER: every value of events_2025.note is lost.
ALTER TABLE events_2025 DROP COLUMN note;

ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- DANGER: every row of events_2025_late is lost.
DROP TABLE events_2025_late;
