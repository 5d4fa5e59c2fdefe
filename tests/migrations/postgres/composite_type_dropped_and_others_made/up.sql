-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE c AS (z integer, "In" text);

CREATE TYPE d AS (y c[]);

ALTER TABLE t ADD COLUMN w d;

-- DANGER: every value of t.v is lost.
ALTER TABLE t DROP COLUMN v;

DROP TYPE b;

DROP TYPE a;
