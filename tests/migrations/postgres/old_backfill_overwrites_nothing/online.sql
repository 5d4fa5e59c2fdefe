-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TYPE mood RENAME TO mood_old;

CREATE TYPE mood AS ENUM ('b');

ALTER TABLE t ALTER COLUMN mood TYPE mood USING mood::text::mood;

ALTER TABLE t ADD COLUMN login_new varchar(80);

CREATE FUNCTION t_login_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.login_new := NEW.login;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_login_new BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION t_login_new();

ALTER TABLE t ENABLE ALWAYS TRIGGER zz_login_new;

DROP TYPE mood_old;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('t') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE t SET login_new = login
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND login_new IS NULL AND login IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE t ADD CONSTRAINT t_login_new_not_null CHECK (login_new IS NOT NULL) NOT VALID;

ALTER TABLE t VALIDATE CONSTRAINT t_login_new_not_null;

ALTER TABLE t ALTER COLUMN login_new SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_login_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE t IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_login_new ON t;

DROP FUNCTION t_login_new();

ALTER TABLE t DROP COLUMN login;

ALTER TABLE t RENAME COLUMN login_new TO login;

