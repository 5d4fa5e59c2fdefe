-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t DROP CONSTRAINT has_a;

ALTER TABLE t ALTER COLUMN a SET NOT NULL;
