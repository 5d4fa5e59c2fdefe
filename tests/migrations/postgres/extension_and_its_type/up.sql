-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE EXTENSION citext;

ALTER TABLE t ALTER COLUMN name TYPE citext;

ALTER TABLE t ADD CONSTRAINT t_name_key UNIQUE (name);
