-- 
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE users DROP CONSTRAINT users_role_check;

CREATE TYPE role AS ENUM ('member', 'admin');

ALTER TABLE users ALTER COLUMN role DROP DEFAULT;

ALTER TABLE users ALTER COLUMN role TYPE role USING role::role;

ALTER TABLE users ALTER COLUMN role SET DEFAULT 'member';

