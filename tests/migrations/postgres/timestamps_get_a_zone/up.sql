-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- DANGER: every value of t.at is computed anew, as at AT TIME ZONE 'UTC'.
ALTER TABLE t ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC';
