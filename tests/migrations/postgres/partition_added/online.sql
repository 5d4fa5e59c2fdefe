-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE logs ALTER COLUMN what SET DEFAULT '';

UPDATE logs SET what = '' WHERE what IS NULL;

ALTER TABLE logs ALTER COLUMN what SET NOT NULL;

CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE logs_other PARTITION OF logs DEFAULT;

CREATE INDEX logs_at ON logs (at);

