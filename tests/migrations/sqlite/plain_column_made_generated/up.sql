-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t ADD COLUMN c INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL;

-- DANGER: every value of t.b is lost.
ALTER TABLE t DROP COLUMN b;
