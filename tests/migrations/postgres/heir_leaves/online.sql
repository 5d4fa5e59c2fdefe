-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

-- LOCK: who works with base waits until the tables are in order again.
ALTER TABLE child NO INHERIT base;

ALTER TABLE child DROP CONSTRAINT named;

ALTER TABLE child ADD COLUMN more text;

ALTER TABLE child ADD COLUMN extra_new bigint;

CREATE FUNCTION child_extra_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.extra_new := NEW.extra;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_extra_new BEFORE INSERT OR UPDATE ON child FOR EACH ROW EXECUTE FUNCTION child_extra_new();

ALTER TABLE child ENABLE ALWAYS TRIGGER zz_extra_new;

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('child') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE child SET extra_new = extra
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND extra_new IS NULL AND extra IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE child IN ACCESS EXCLUSIVE MODE;

DROP TRIGGER zz_extra_new ON child;

DROP FUNCTION child_extra_new();

ALTER TABLE child DROP COLUMN extra;

ALTER TABLE child RENAME COLUMN extra_new TO extra;

