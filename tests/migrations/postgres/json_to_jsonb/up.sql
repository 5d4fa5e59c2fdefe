-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t ALTER COLUMN data DROP DEFAULT;

ALTER TABLE t ALTER COLUMN data TYPE jsonb;

ALTER TABLE t ALTER COLUMN data SET DEFAULT '{}';

ALTER TABLE t ALTER COLUMN text_data TYPE jsonb USING text_data::jsonb;

CREATE INDEX t_data ON t USING gin (data jsonb_path_ops);
