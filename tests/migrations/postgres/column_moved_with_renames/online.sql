-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE app.people RENAME TO users;

ALTER TABLE app.users RENAME COLUMN uid TO id;

ALTER TABLE app.users RENAME COLUMN mail TO email;

ALTER TABLE app.users RENAME CONSTRAINT people_pkey TO users_pkey;

ALTER TABLE app.users ADD COLUMN last_login timestamptz;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('app.users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE app.users SET last_login = (SELECT app.logins.last FROM app.logins WHERE app.logins.person = app.users.id)
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND last_login IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE app.users SET last_login = (SELECT app.logins.last FROM app.logins WHERE app.logins.person = app.users.id) WHERE last_login IS NULL;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE app.users ADD CONSTRAINT users_last_login_not_null CHECK (last_login IS NOT NULL) NOT VALID;

UPDATE app.users SET last_login = (SELECT app.logins.last FROM app.logins WHERE app.logins.person = app.users.id) WHERE last_login IS NULL;

ALTER TABLE app.users VALIDATE CONSTRAINT users_last_login_not_null;

ALTER TABLE app.users ALTER COLUMN last_login SET NOT NULL;

ALTER TABLE app.users DROP CONSTRAINT users_last_login_not_null;

DROP TABLE app.logins;

