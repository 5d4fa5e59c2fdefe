-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

UPDATE users SET name = 'nobody' WHERE name IS NULL;

UPDATE users SET visits = 0 WHERE visits IS NULL;

ALTER TABLE users ALTER COLUMN name SET NOT NULL;

ALTER TABLE users ALTER COLUMN visits SET NOT NULL;
