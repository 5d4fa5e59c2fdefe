-- Back again.
SET LOCAL lock_timeout = '5s';

ALTER INDEX old_events_at RENAME TO events_2024_at_idx;

ALTER TABLE events_2024 ALTER COLUMN kind SET DEFAULT 'seen';

ALTER TABLE events_2024 ADD CONSTRAINT events_id_check CHECK (id > 0);

-- DANGER: every value of events_2024.reason is lost.
ALTER TABLE events_2024 DROP COLUMN reason;

ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
