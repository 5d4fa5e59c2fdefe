-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

CREATE SCHEMA log;

ALTER TABLE app.users ADD COLUMN email text;

ALTER TABLE app.users ALTER COLUMN name SET DEFAULT '';

CREATE TABLE log.lines (
  id bigint NOT NULL,
  user_id bigint,
  CONSTRAINT lines_pkey PRIMARY KEY (id),
  CONSTRAINT lines_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users (id)
);

CREATE INDEX lines_user ON log.lines (user_id);

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
    UPDATE app.users SET name = ''
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND name IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE app.users SET name = '' WHERE name IS NULL;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE app.users ADD CONSTRAINT users_name_not_null CHECK (name IS NOT NULL) NOT VALID;

UPDATE app.users SET name = '' WHERE name IS NULL;

ALTER TABLE app.users VALIDATE CONSTRAINT users_name_not_null;

ALTER TABLE app.users ALTER COLUMN name SET NOT NULL;

ALTER TABLE app.users DROP CONSTRAINT users_name_not_null;

