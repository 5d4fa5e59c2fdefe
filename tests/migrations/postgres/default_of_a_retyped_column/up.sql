-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN flag DROP DEFAULT;

-- DANGER: every value of t.flag is computed anew, as flag <> 0.
ALTER TABLE t ALTER COLUMN flag TYPE boolean USING flag <> 0;

ALTER TABLE t ALTER COLUMN flag SET DEFAULT false;
