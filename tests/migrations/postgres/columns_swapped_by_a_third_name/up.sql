-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN width TO broad;

ALTER TABLE t RENAME COLUMN height TO tall;
