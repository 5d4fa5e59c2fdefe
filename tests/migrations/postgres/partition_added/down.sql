-- Back again.
SET LOCAL lock_timeout = '5s';

DROP INDEX logs_at;

ALTER TABLE logs ALTER COLUMN what DROP DEFAULT;

ALTER TABLE logs ALTER COLUMN what DROP NOT NULL;

-- DANGER: every row of logs_other is lost.
DROP TABLE logs_other;

-- DANGER: every row of logs_2026 is lost.
DROP TABLE logs_2026;
