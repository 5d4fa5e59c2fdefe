-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t ADD COLUMN b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL CHECK (b > 0);
