-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- LOCK: who works with events waits until the tables are in order again.
ALTER TABLE events DETACH PARTITION events_2025;

ALTER TABLE events ADD COLUMN note text;

ALTER TABLE events_2025 ADD COLUMN note text;

CREATE TABLE events_2025_late PARTITION OF events FOR VALUES FROM ('2025-07-01') TO ('2026-01-01');

-- LOCK: who works with events_2025 waits until the tables are in order again.
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2025-07-01');

