-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE child ADD COLUMN name text;

UPDATE child SET id = 0 WHERE id IS NULL;

ALTER TABLE child ALTER COLUMN id SET NOT NULL;

ALTER TABLE child ADD CONSTRAINT named CHECK (name <> '');

ALTER TABLE child INHERIT base;
