-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE child ADD COLUMN name text;

UPDATE child SET id = 0 WHERE id IS NULL;

ALTER TABLE child ALTER COLUMN id SET NOT NULL;

ALTER TABLE child ADD CONSTRAINT named CHECK (name <> '');

-- LOCK: who works with child waits until the tables are in order again.
ALTER TABLE child INHERIT base;

