-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE TYPE role AS ENUM ('member', 'admin');

ALTER TABLE users ADD COLUMN role_new role;

CREATE FUNCTION users_role_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.role_new := NEW.role::role;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_role_new BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION users_role_new();

ALTER TABLE users ENABLE ALWAYS TRIGGER zz_role_new;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET role_new = role::role
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND role_new IS NULL AND role::role IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE users ADD CONSTRAINT users_role_new_not_null CHECK (role_new IS NOT NULL) NOT VALID;

ALTER TABLE users VALIDATE CONSTRAINT users_role_new_not_null;

ALTER TABLE users ALTER COLUMN role_new SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_role_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE users IN ACCESS EXCLUSIVE MODE;

ALTER TABLE users DROP CONSTRAINT users_role_check;

DROP TRIGGER zz_role_new ON users;

DROP FUNCTION users_role_new();

ALTER TABLE users DROP COLUMN role;

ALTER TABLE users RENAME COLUMN role_new TO role;

ALTER TABLE users ALTER COLUMN role SET DEFAULT 'member';

