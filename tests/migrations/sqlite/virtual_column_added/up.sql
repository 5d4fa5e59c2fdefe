-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t ADD COLUMN b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL;

ALTER TABLE t ADD COLUMN c TEXT GENERATED ALWAYS AS ('<' || a || '>') VIRTUAL;

CREATE INDEX t_b ON t (b);

CREATE UNIQUE INDEX t_c ON t (c) WHERE b > 2;
