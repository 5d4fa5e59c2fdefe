-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP INDEX items_at;

ALTER TABLE items ALTER COLUMN at DROP DEFAULT;

-- DANGER: every value of items.at is computed anew, as at AT TIME ZONE 'Europe/Vienna'.
ALTER TABLE items ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'Europe/Vienna';

ALTER TABLE items ALTER COLUMN at SET DEFAULT now();

CREATE INDEX items_at ON items (at DESC);
