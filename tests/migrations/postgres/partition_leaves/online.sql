-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- LOCK: who works with events waits until the tables are in order again.
ALTER TABLE events DETACH PARTITION events_2024;

ALTER TABLE events_2024 DROP CONSTRAINT events_author_id_fkey;

ALTER TABLE events_2024 DROP CONSTRAINT events_id_check;

DROP INDEX events_2024_lower_at_idx;

ALTER INDEX events_2024_at_idx RENAME TO old_events_at;

ALTER TABLE events_2024 ADD COLUMN reason text;

ALTER TABLE events_2024 ALTER COLUMN kind DROP DEFAULT;

