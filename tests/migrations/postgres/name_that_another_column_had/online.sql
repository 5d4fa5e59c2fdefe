-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

ALTER TABLE t RENAME COLUMN name TO full_name;

ALTER TABLE t ADD COLUMN name text;

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
    UPDATE t SET name = split_part(full_name, ' ', 1)
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND name IS NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

UPDATE t SET name = split_part(full_name, ' ', 1) WHERE name IS NULL;

-- contract
-- Step 3 of 3: runs when no code needs any more what goes.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

ALTER TABLE t ADD CONSTRAINT t_name_not_null CHECK (name IS NOT NULL) NOT VALID;

UPDATE t SET name = split_part(full_name, ' ', 1) WHERE name IS NULL;

ALTER TABLE t VALIDATE CONSTRAINT t_name_not_null;

ALTER TABLE t ALTER COLUMN name SET NOT NULL;

ALTER TABLE t DROP CONSTRAINT t_name_not_null;

