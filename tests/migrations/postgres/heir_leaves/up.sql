-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE child NO INHERIT base;

ALTER TABLE child DROP CONSTRAINT named;

ALTER TABLE child ADD COLUMN more text;

ALTER TABLE child ALTER COLUMN extra TYPE bigint;
