-- expand
-- Step 1 of 3: can run before the code that needs it is deployed.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

DROP POLICY all_open ON open;

ALTER TABLE open DISABLE ROW LEVEL SECURITY;

ALTER TABLE notes ADD COLUMN owner_new varchar(80);

CREATE FUNCTION notes_owner_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner_new := NEW.owner;
  RETURN NEW;
END $$;

CREATE TRIGGER zz_owner_new BEFORE INSERT OR UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION notes_owner_new();

ALTER TABLE notes ENABLE ALWAYS TRIGGER zz_owner_new;

ALTER TABLE notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE notes FORCE ROW LEVEL SECURITY;

CREATE POLICY own_notes ON notes USING (owner = current_setting('app.user', true));

-- fill
-- Step 2 of 3: runs beside the code; each statement is a transaction of its own.
-- Written by `rowtype diff`; read it before it runs.
-- rowtype: no-transaction
SET lock_timeout = '5s';

DO $$
DECLARE
  page bigint := 0;
  pages bigint := pg_relation_size('notes') / current_setting('block_size')::bigint;
BEGIN
  WHILE page <= pages LOOP
    UPDATE notes SET owner_new = owner
    WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid AND owner_new IS NULL AND owner IS NOT NULL;
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;

ALTER TABLE notes ADD CONSTRAINT notes_owner_new_not_null CHECK (owner_new IS NOT NULL) NOT VALID;

ALTER TABLE notes VALIDATE CONSTRAINT notes_owner_new_not_null;

ALTER TABLE notes ALTER COLUMN owner_new SET NOT NULL;

ALTER TABLE notes DROP CONSTRAINT notes_owner_new_not_null;

-- switch
-- Step 3 of 3: one short transaction, with the code that needs the new types.
-- Written by `rowtype diff`; read it before it runs.
SET LOCAL lock_timeout = '5s';

LOCK TABLE notes IN ACCESS EXCLUSIVE MODE;

DROP POLICY own_notes ON notes;

DROP TRIGGER zz_owner_new ON notes;

DROP FUNCTION notes_owner_new();

ALTER TABLE notes DROP COLUMN owner;

ALTER TABLE notes RENAME COLUMN owner_new TO owner;

CREATE POLICY own_notes ON notes USING (owner = current_setting('app.user', true));

