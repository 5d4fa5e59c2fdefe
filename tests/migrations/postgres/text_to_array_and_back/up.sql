-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN tags DROP DEFAULT;

-- DANGER: every value of t.tags is computed anew, as string_to_array(tags, ',').
ALTER TABLE t ALTER COLUMN tags TYPE text[] USING string_to_array(tags, ',');

ALTER TABLE t ALTER COLUMN tags SET DEFAULT '{}';
