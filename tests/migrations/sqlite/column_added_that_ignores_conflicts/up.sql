-- Written by `rowtype diff`; read it before it runs.

ALTER TABLE t ADD COLUMN a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'none';
