-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE old DROP CONSTRAINT old_pkey;

DROP INDEX old_by_title;

ALTER INDEX old_by_day RENAME TO old_at_idx;

ALTER TABLE old ADD COLUMN note text;

UPDATE old SET at = '2024-01-01' WHERE at IS NULL;

ALTER TABLE old ALTER COLUMN at SET NOT NULL;

ALTER TABLE old ADD CONSTRAINT old_pkey PRIMARY KEY (id, at);

-- DANGER: every value of old.title is lost.
ALTER TABLE old DROP COLUMN title;

-- LOCK: who works with old waits until the tables are in order again.
ALTER TABLE events ATTACH PARTITION old FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

