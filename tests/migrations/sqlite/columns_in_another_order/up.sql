-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t ADD COLUMN new TEXT DEFAULT 'n';
