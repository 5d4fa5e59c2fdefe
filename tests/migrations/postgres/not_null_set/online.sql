-- fill
-- Step 1 of 2: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET name = 'nobody'
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND name IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('users') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE users SET visits = 0
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND visits IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE users SET name = 'nobody' WHERE name IS NULL;

UPDATE users SET visits = 0 WHERE visits IS NULL;

-- contract
-- Step 2 of 2: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE users ADD CONSTRAINT users_name_not_null CHECK (name IS NOT NULL) NOT VALID;

ALTER TABLE users ADD CONSTRAINT users_visits_not_null CHECK (visits IS NOT NULL) NOT VALID;

UPDATE users SET name = 'nobody' WHERE name IS NULL;

UPDATE users SET visits = 0 WHERE visits IS NULL;

ALTER TABLE users VALIDATE CONSTRAINT users_name_not_null;

ALTER TABLE users VALIDATE CONSTRAINT users_visits_not_null;

ALTER TABLE users ALTER COLUMN name SET NOT NULL;

ALTER TABLE users ALTER COLUMN visits SET NOT NULL;

ALTER TABLE users DROP CONSTRAINT users_name_not_null;

ALTER TABLE users DROP CONSTRAINT users_visits_not_null;

