-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users ALTER COLUMN role SET DEFAULT 'guest';

ALTER TABLE users ALTER COLUMN seen DROP DEFAULT;

ALTER TABLE users ALTER COLUMN rank SET DEFAULT 1 + 1;

