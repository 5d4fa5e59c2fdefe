-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 1;
