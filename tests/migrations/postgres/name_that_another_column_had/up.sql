-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN name TO full_name;

ALTER TABLE t ADD COLUMN name text;

UPDATE t SET name = split_part(full_name, ' ', 1);

ALTER TABLE t ALTER COLUMN name SET NOT NULL;
